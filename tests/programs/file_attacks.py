#!/usr/bin/env python3
"""Hostile files and crowds of senders against the real server: what is stored and shown of a file says nothing but its
picture, each sender gets a whole answer, and no sender keeps the others from sending."""
import html
import http.client
import io
import itertools
import re
import socket
import sqlite3
import struct
import threading
import urllib.parse
import zipfile
import zlib

import harness
from harness import Desk, Server, Test, ask, check_page, confirm, handler, hidden_fields, run, set_clock, ticket
from sent_files import (BOUNDARY, LATITUDE, LONGITUDE, NEEDLE, exchange, jpeg, jpeg_segment, multipart, pdf, phone_photo,
                        png, png_chunk, send)

BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
PASSWORD = "kestrel-over-rice-fields"
SUPPLEMENT = "/handle/demo/ticket/supplement"
SENDERS = 20
MOST_MEGABYTES = 256
LARGEST = 5 << 20
BUSY = "有人正在交文件，请稍等再交"

WRONG_TYPE = "格式不对"
BROKEN = "文件不完整"
TOO_MANY_PIXELS = "照片的尺寸太大"


def zip_in_a_pdf():
    """A document that is an archive too: the archive's comment is the end of the document."""
    document = pdf(1000)
    end = document.index(b"xref\n")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.js", "alert(1)")
        archive.comment = document[end:]
    both = document[:end] + made.getvalue()
    assert zipfile.ZipFile(io.BytesIO(both)).namelist() == ["run.js"]
    return both


def archive():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("run.js", "alert(1)")
    return made.getvalue()


def bombs():
    """Texts of a picture that become a thousand times as long."""
    packed = zlib.compress(bytes(100 << 20), 9)
    return png_chunk(b"zTXt", b"Author\0\0" + packed) + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed)


# A name, what is sent, and what becomes of it: the bytes that are kept, or the reason why it is refused.
SCRIPT = b"<html><script>alert(1)</script></html>"
POLYGLOTS = [
    ("page.jpg", jpeg() + SCRIPT, jpeg()),
    ("comment.jpg", jpeg(jpeg_segment(0xFE, SCRIPT)), jpeg()),
    ("bomb.png", png(more=bombs()), png()),
    ("archive.pdf", zip_in_a_pdf(), zip_in_a_pdf()),
    ("behind.pdf", pdf(1000) + archive(), BROKEN),
    ("before.pdf", archive() + pdf(1000), WRONG_TYPE),
    ("moving.jpg", b"GIF89a\1\0\1\0\0\0\0;", WRONG_TYPE),
    ("program.png", b"MZ" + bytes(500), WRONG_TYPE),
    ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", WRONG_TYPE),
    ("page.pdf", SCRIPT, WRONG_TYPE),
    ("huge.png", png(100000, 100000), TOO_MANY_PIXELS),
    ("half.jpg", jpeg()[:-20], BROKEN),
    ("half.png", png()[:-20], BROKEN),
    ("half.pdf", pdf(1000)[:-200], BROKEN),
]

# A name as it is sent, and what the desk shows of it.
NAMES = [
    ("../../etc/passwd.jpg", "passwd.jpg"),
    ("C:\\Users\\li\\身份证.jpg", "身份证.jpg"),
    ("a\" onload=\"alert(1).jpg", "a\" onload=\"alert(1).jpg"),
    ("<script>alert(1)</script>.jpg", "script>.jpg"),
    ("报告\u202egpj.exe", "报告gpj.exe"),
    ("\ufeff\u200b空\u2066白\u2069.jpg", "空白.jpg"),
    ("line\r\nSet-Cookie: a=b.jpg", "lineSet-Cookie: a=b.jpg"),
]


def in_forms(files, most=4):
    """So many files at once as one form takes."""
    return [files[at:at + most] for at in range(0, len(files), most)]


def orientation_of(photo):
    """How the picture is to be turned, by the EXIF behind its first segment; 1 if there is none."""
    at = 4 + struct.unpack(">H", photo[4:6])[0]
    if photo[at:at + 2] != b"\xff\xe1":
        return 1
    tiff = photo[at + 10:]
    order = ">" if tiff.startswith(b"MM") else "<"
    assert struct.unpack(order + "H", tiff[8:10])[0] == 1, "more than the orientation"
    tag, _, _, value = struct.unpack(order + "HHIH", tiff[10:20])
    assert tag == 0x0112
    return value


def without_exif(photo):
    at = 4 + struct.unpack(">H", photo[4:6])[0]
    if photo[at:at + 2] != b"\xff\xe1":
        return photo
    return photo[:at] + photo[at + 2 + struct.unpack(">H", photo[at + 2:at + 4])[0]:]


def peak_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


class SlowSender:
    """Has sent a large form up to the first bytes of its file. drip() goes on at twice the speed below which a sender must
    give its turn to another."""

    PAUSE, DROP = 0.5, 8192

    def __init__(self, port, path, fields, cookie="", source=""):
        body = multipart(fields, [("slow.pdf", pdf(3_000_000))])
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=harness.FAR_SECONDS,
                                               source_address=(source, 0) if source else None)
        head = f"POST {path} HTTP/1.1\r\nHost: h\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n" \
               f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nCookie: {cookie}\r\n\r\n"
        begun = body.index(b"\r\n\r\n", body.index(b"filename=")) + 1000
        self.socket.sendall(head.encode() + body[:begun])
        self.rest = body[begun:]
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.go_on)

    def go_on(self):
        while not self.enough.wait(self.PAUSE):
            self.socket.sendall(self.rest[:self.DROP])
            self.rest = self.rest[self.DROP:]

    def drip(self):
        self.thread.start()
        return self

    def stop(self):
        self.enough.set()
        if self.thread.is_alive():
            self.thread.join()

    def finish(self):
        """Sends the rest; the status and the text of the answer."""
        self.stop()
        self.socket.sendall(self.rest)
        return self.answer()

    def answer(self):
        response = http.client.HTTPResponse(self.socket)
        response.begin()
        return response.status, response.read().decode()

    def close(self):
        self.stop()
        self.socket.close()


class FileAttacks(Test):
    def setUp(self):
        super().setUp()
        self.time = self.clock(BEFORE)
        self.var = self.data()
        added = run(handler(), "user", "add", "--data", self.var, "--published", harness.Given.site / "published", "--login",
                    "wang", "--name", "王敏", "--site", "demo", "--role", "front_desk", "--password-stdin",
                    stdin=PASSWORD + "\n")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.server = Server(self.var, clock=self.time).start()
        self.addCleanup(self.server.kill)
        self.sources = (f"127.9.{number}.1" for number in itertools.count(1))  # each has limits of its own

    @property
    def port(self):
        return self.server.port

    def reports(self, count):
        """The numbers of new cases, which the window has accepted, and the window."""
        pages = [(source, check_page(self.port, source=source)) for source in itertools.islice(self.sources, count)]
        set_clock(self.time, AFTER)  # a confirmation within one second is asked again
        numbers = [confirm(self.port, page, source=source).number for source, page in pages]
        window = Desk(self.port, "wang", PASSWORD)
        for case in range(1, count + 1):
            window.act(case, "accept", kind="matter", tier="general", matter="不动产登记")
        return numbers, window

    def form_of(self, number):
        hidden = hidden_fields(ticket(self.port, number, source=next(self.sources)).body)
        return {"number": number, "seen": hidden["seen"], "token": hidden["token"], "words": "见附件",
                "files_consent": "yes"}

    def supplement(self, number, files):
        answer = send(self.port, SUPPLEMENT, self.form_of(number), files, source=next(self.sources))
        self.assertEqual(answer.status, 200, str(answer))
        return answer.body

    def shown_at_the_desk(self, window, case):
        """The answers with all files of a case, in their order, each after its look was recorded."""
        root = f"/handle/desk/demo/cases/{case}"
        page = ask(self.port, root, cookie=window.cookie)
        csrf = hidden_fields(page.body)["csrf"]
        names = [html.unescape(name) for name in re.findall(r'<span class="as-typed">(.*?)</span></p>\n', page.body)]
        answers = []
        for path in dict.fromkeys(re.findall(root + r"/files/\d+/file\d", page.body)):
            looked = ask(self.port, path, {"csrf": csrf}, cookie=window.cookie)
            self.assertEqual(looked.status, 303, str(looked))
            answers.append(exchange(self.port, "GET", path, Cookie=window.cookie))
            self.assert_inert(answers[-1])
        return names, answers

    def assert_inert(self, answer):
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("sandbox; default-src 'none'", answer.headers["Content-Security-Policy"])
        disposition = "inline" if answer.headers["Content-Type"].startswith("image/") else "attachment"
        self.assertTrue(answer.headers["Content-Disposition"].startswith(disposition + ";"), answer.headers)

    def test_disguised_and_broken_files_are_cleaned_or_refused(self):
        (number,), window = self.reports(1)
        for files in in_forms(POLYGLOTS):
            body = self.supplement(number, [(name, sent) for name, sent, _ in files])
            taken = sum(isinstance(fate, bytes) for _, _, fate in files)
            self.assertEqual("收到" in body, taken > 0)
            for name, _, fate in files:
                said = re.search(f"没有收“{re.escape(name)}”：([^<]*)", body)
                self.assertEqual(bool(said), isinstance(fate, str), name)
                if said:
                    self.assertIn(fate, said.group(1), name)
        kept = [(name, fate) for name, _, fate in POLYGLOTS if isinstance(fate, bytes)]
        names, shown = self.shown_at_the_desk(window, 1)
        self.assertEqual(names, [name for name, _ in kept])
        for (name, fate), answer in zip(kept, shown, strict=True):
            self.assertEqual(answer.raw, fate, name)
            kind = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}[name[-3:]]
            self.assertEqual(answer.headers["Content-Type"], kind, name)

    def test_names_hide_nothing_and_end_nothing(self):
        (number,), window = self.reports(1)
        for files in in_forms(NAMES):
            self.assertIn(f"收到{len(files)}个文件", self.supplement(number, [(sent, jpeg()) for sent, _ in files]))
        names, shown = self.shown_at_the_desk(window, 1)
        self.assertEqual(names, [name for _, name in NAMES])
        for answer in shown:
            disposition = answer.headers["Content-Disposition"]
            self.assertRegex(disposition, r'^inline; filename="[^"\\/]*\.jpg"; filename\*=UTF-8\'\'[!-~]*\.jpg$')
            self.assertIsNone(answer.headers["Set-Cookie"])

    def assert_says_no_place(self, answer, orientation):
        for planted in (NEEDLE, LATITUDE, LONGITUDE):
            self.assertNotIn(planted, answer.raw, f"orientation {orientation}")
        self.assertEqual(orientation_of(answer.raw), orientation)
        self.assertEqual(without_exif(answer.raw), jpeg())

    def test_photos_of_phones_say_no_place_and_keep_how_they_are_held(self):
        (number,), window = self.reports(1)
        photos = [(f"IMG_{turn}.jpg", phone_photo(turn)) for turn in range(1, 9)]
        for files in in_forms(photos):
            self.supplement(number, files)
        _, shown = self.shown_at_the_desk(window, 1)
        self.assertEqual(len(shown), 8)
        for turn, answer in enumerate(shown, 1):
            self.assert_says_no_place(answer, turn)

    def test_photos_of_the_window_say_no_place_to_the_reporter(self):
        (number,), window = self.reports(1)
        window.act(1, "reply_on_the_spot", outcome="resolved", reply="已经登记。")
        hidden = hidden_fields(ask(self.port, "/handle/desk/demo/cases/1", cookie=window.cookie).body)
        fields = {"csrf": hidden["csrf"], "seen": hidden["seen"], "reply": "请看照片。", "channel": "written"}
        turns = (1, 3, 6, 8)
        fed_back = send(self.port, "/handle/desk/demo/cases/1/actions/feed_back", fields,
                        [(f"IMG_{turn}.jpg", phone_photo(turn)) for turn in turns], cookie=window.cookie)
        self.assertEqual(fed_back.status, 303, str(fed_back))
        page = ticket(self.port, number, source=next(self.sources)).body
        names = re.findall(r'name="file" value="(\d+\.file\d)"', page)
        self.assertEqual(len(names), len(turns))
        for name, turn in zip(names, turns):
            asked = urllib.parse.urlencode({"number": number, "file": name})
            answer = exchange(self.port, "POST", "/handle/demo/ticket/file", asked, next(self.sources),
                              **{"Content-Type": "application/x-www-form-urlencoded"})
            self.assert_inert(answer)
            self.assert_says_no_place(answer, turn)

    def send_all(self, forms, files):
        """The answers to all forms, sent at once by as many people."""
        answers = [None] * len(forms)
        start = threading.Barrier(len(forms))

        def send_one(at, source):
            start.wait()
            answers[at] = send(self.port, SUPPLEMENT, forms[at], files, source=source)
        threads = [threading.Thread(target=send_one, args=(at, next(self.sources))) for at in range(len(forms))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def sign_in_until(self, done):
        """People who sign in again and again, each from a network of their own; the statuses that they got."""
        statuses = []

        def go_on(network):
            for place in itertools.count(1):
                if done.is_set() or place > 250:
                    return
                answer = ask(self.port, "/handle/desk/demo/sign-in", {"login": "wang", "password": PASSWORD},
                             source=f"127.{network}.{place}.1")
                statuses.append(answer.status)
        threads = [threading.Thread(target=go_on, args=(network,)) for network in (20, 21, 22, 23)]
        for thread in threads:
            thread.start()
        return threads, statuses

    def test_of_a_crowd_each_gets_a_whole_answer_and_memory_is_bounded(self):
        numbers, _ = self.reports(SENDERS)
        forms = [self.form_of(number) for number in numbers]
        photo = jpeg()
        files = [("large.pdf", pdf(LARGEST - 1000)), ("large.jpg", photo[:-2] + bytes(LARGEST - len(photo)) + photo[-2:])]
        done = threading.Event()
        threads, statuses = self.sign_in_until(done)
        try:
            answers = self.send_all(forms, files)
        finally:
            done.set()
            for thread in threads:
                thread.join()
        taken = [answer.status == 200 for answer in answers]
        self.assertIn(True, taken)
        for answer, is_taken in zip(answers, taken):
            self.assertIn("收到2个文件" if is_taken else BUSY, answer.body, str(answer))
            self.assertEqual((answer.status, answer.headers["Retry-After"]), (200, None) if is_taken else (503, "60"))
        for form, is_taken in zip(forms, taken):
            if not is_taken:  # the same form, as the page says
                again = send(self.port, SUPPLEMENT, form, files, source=next(self.sources))
                self.assertIn("收到2个文件", again.body, str(again))
        self.assertIn(303, statuses)
        self.assertLess(peak_megabytes(self.server.process.pid), MOST_MEGABYTES)
        self.assertEqual(self.kept_files(), 2 * SENDERS)
        print(f"{taken.count(True)} of {SENDERS} at once, {len(statuses)} sign-ins, "
              f"{peak_megabytes(self.server.process.pid):.0f} MB, ", end="", flush=True)

    def kept_files(self):
        database = sqlite3.connect(self.var / "bancheng.sqlite")
        try:
            return database.execute("SELECT count(DISTINCT part) FROM file_chunks").fetchone()[0]
        finally:
            database.close()

    def test_files_of_strangers_are_not_kept(self):
        (number,), _ = self.reports(1)
        attempts = [(SUPPLEMENT, {"number": number, "token": "made-up"}, ""), (SUPPLEMENT, {}, ""),
                    ("/handle/desk/demo/cases/1/actions/reply", {"csrf": "made-up"}, "bancheng=made-up"),
                    ("/handle/desk/demo/publishing/files", {}, "bancheng=a; bancheng-device=made-up")]
        for path, fields, cookie in attempts:
            stranger = SlowSender(self.port, path, fields, cookie)
            self.addCleanup(stranger.close)
            whole = send(self.port, path, fields, [("large.jpg", bytes(LARGEST))], cookie=cookie)
            for status, text in (stranger.answer(), (whole.status, whole.body)):
                self.assertEqual((status, "没有收下文件" in text), (403, True), path)
        self.assertEqual(exchange(self.port, "POST", "/handle/demo/report", bytes(LARGEST)).status, 413)
        self.assertEqual(self.kept_files(), 0)

    def test_slow_reporters_keep_neither_staff_nor_words_from_coming_in(self):
        numbers, window = self.reports(3)
        slow = [SlowSender(self.port, SUPPLEMENT, self.form_of(number), source=next(self.sources)).drip()
                for number in numbers[:2]]
        for each in slow:
            self.addCleanup(each.close)
        form = self.form_of(numbers[2])
        paper = [("paper.pdf", pdf(1_000_000))]
        # Without consent nothing is recorded while a turn is still free.
        tried = {**form, "files_consent": ""}
        self.assertTrue(harness.wait_until(lambda: send(self.port, SUPPLEMENT, tried, paper).status == 503))
        window.act(1, "reply_on_the_spot", outcome="resolved", reply="已经登记。")
        hidden = hidden_fields(ask(self.port, "/handle/desk/demo/cases/1", cookie=window.cookie).body)
        fields = {"csrf": hidden["csrf"], "seen": hidden["seen"], "reply": "请看照片。", "channel": "written"}
        fed_back = send(self.port, "/handle/desk/demo/cases/1/actions/feed_back", fields, paper, cookie=window.cookie)
        self.assertEqual(fed_back.status, 303, str(fed_back))
        self.assertEqual(ask(self.port, SUPPLEMENT, form, next(self.sources)).status, 200)
        status, text = slow[1].finish()
        self.assertEqual(status, 200)
        self.assertIn("收到1个文件", text)
        self.assertIn("收到1个文件", self.supplement(numbers[2], paper))


if __name__ == "__main__":
    harness.main()
