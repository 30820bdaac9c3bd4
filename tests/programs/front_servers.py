#!/usr/bin/env python3
"""Every front server of deploy/, walked as people do: pages, a report with a photo, a sign-in; what is too large, too
much, or not answered; who reads its log, and for how long."""
import contextlib
import http.client
import os
import pathlib
import random
import re
import struct
import time
import unittest
import urllib.parse
import zlib

import fronts
import harness
from harness import ANSWERS, Given, confirming, hidden_fields, run, wait_until

# What a front server adds to any answer by itself.
OF_THE_WAY = {"server", "date", "content-type", "content-length", "connection", "keep-alive", "transfer-encoding",
              "vary", "cache-control", "upgrade", "accept-ranges", "etag", "last-modified"}
# Only pages from disk fetch something: the search does.
FETCHES = "; connect-src 'self'"
BOUNDARY = "----FormBoundaryOfThisTest"
UPLOAD = f"multipart/form-data; boundary={BOUNDARY}"
# Above the limit for words, below that for files.
LARGE = 300_000


def photo():
    """A picture of 400 x 400 that cannot be packed: half a megabyte."""
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    rows = b"".join(b"\0" + random.Random(row).randbytes(1200) for row in range(400))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 400, 400, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def multipart(fields, content):
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts.append(('name="files"; filename="photo.png"', content))
    return b"".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
                    for head, content in parts) + f"--{BOUNDARY}--\r\n".encode()


def addresses_with_files():
    """Those of the desk's table of routes, and a reporter's in both editions."""
    table = (Given.source / "handler" / "desk" / "routes.cc").read_text()
    desk = re.findall(r'\{"POST", "([^"]+)", \w+, Allows::files\}', table)
    assert len(desk) >= 3, desk
    return ["/handle/demo/ticket/supplement", "/handle/demo/large/ticket/supplement",
            *("/handle/desk/demo" + path.format(case=1, action="answer") for path in desk)]


def open_files():
    """What all processes of this user have open."""
    for link in pathlib.Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):  # another user's, or gone
            yield os.readlink(link)


def security_headers(answer):
    """The names are the handler's own."""
    headers = {name.lower(): answer.headers.get_all(name) for name in answer.headers if name.lower() not in OF_THE_WAY}
    return {name: [value.replace(FETCHES, "") for value in values] for name, values in headers.items()}


class Walk:
    """The tests of one front server; `kind` is its class."""

    kind = None

    @classmethod
    def setUpClass(cls):
        cls.front = cls.kind()
        cls.addClassCleanup(cls.front.stop)
        cls.front.start()
        cls.world = cls.front.world

    def ask(self, path, *words, **more):
        """As often as it takes: in a test requests may come faster than a front server lets one address send them. On a
        busy machine fcgiwrap may end before it has read all that nginx sent it, and nginx then drops the last bytes of
        a page that it has whole: so a page that fcgiwrap brings is asked for again."""
        answers = []

        def is_answered():
            try:
                answers.append(self.world.ask(path, *words, **more))
            except http.client.IncompleteRead:
                if words or self.kind is not fronts.NginxWithPrograms:
                    raise
                return False
            return answers[-1].status != 429

        wait_until(is_answered)
        return answers[-1]

    def phones(self):
        """Those of the window, as its home page has them."""
        found = set(re.findall(r'href="tel:([0-9,]+)"', self.ask("/demo/").body))
        return found - {"12345"}

    def assert_says(self, answer, *words):
        self.assertTrue("charset=utf-8" in answer.headers["Content-Type"] or '<meta charset="utf-8">' in answer.body)
        for word in words:
            self.assertIn(word, answer.body)

    # ---- pages from disk

    def test_pages_come_from_disk(self):
        page = self.ask("/demo/")
        self.assertEqual((page.status, page.headers["Cache-Control"]), (200, "no-cache"))
        self.assert_says(page, "示范县")
        self.assertEqual(self.ask("/").status, 200)
        moved = self.ask("/demo")
        self.assertEqual((moved.status, urllib.parse.urlsplit(moved.headers["Location"]).path),
                         (301, self.front.base + "demo/"))
        self.assertIn("application/manifest+json", self.ask("/demo/manifest.webmanifest").headers["Content-Type"])
        self.assertIn("xml", self.ask("/demo/feed.xml").headers["Content-Type"])

    def test_files_with_a_hash_in_their_name_are_kept_for_ever(self):
        found = set(re.findall(r'(?:href|src)="\./(assets/[^"]+)"', self.ask("/demo/").body))
        self.assertTrue({name.rsplit(".", 1)[1] for name in found} >= {"css", "js", "svg"}, found)
        for name in sorted(found):
            with self.subTest(name):
                file = self.ask("/demo/" + name)
                self.assertEqual(file.status, 200)
                self.assertEqual(len(file.headers.get_all("Cache-Control")), 1)
                self.assertIn("max-age=31536000", file.headers["Cache-Control"])
                self.assertNotIn("octet-stream", file.headers["Content-Type"])
        gone = self.ask("/demo/assets/site.0123456789ab.css")
        self.assertEqual(gone.status, 404)
        self.assertNotIn("max-age", gone.headers.get("Cache-Control", ""))

    def test_packed_files_go_to_those_who_take_them(self):
        plain, packed = (self.ask("/demo/", Accept_Encoding=what) for what in ("identity", "gzip"))
        self.assertIsNone(plain.headers["Content-Encoding"])
        self.assertIn("</html>", plain.body)
        if self.front.packs:
            self.assertEqual(packed.headers["Content-Encoding"], "gzip")
            self.assertLess(int(packed.headers["Content-Length"]), int(plain.headers["Content-Length"]) / 2)
            for answer in (plain, packed):
                self.assertEqual(answer.headers.get_all("Vary"), ["Accept-Encoding"])

    def test_what_is_not_there_or_hidden_is_not_shown(self):
        self.assert_says(self.ask("/none"), "没有这个页面", "12345")
        self.assertEqual(self.ask("/none").status, 404)
        for path in ("/.bancheng-manifest", "/demo/.bancheng-manifest"):
            self.assertIn(self.ask(path).status, (403, 404), path)

    def test_plain_http_leads_to_tls(self):
        if self.front.base != "/":
            return  # the portal's server decides
        status, address = self.world.ask_plainly("/demo/report/?q=1")
        self.assertIn(status, (301, 308))
        self.assertEqual(address, "https://localhost/demo/report/?q=1")

    def test_all_pages_have_the_headers_of_the_handler(self):
        answered = self.ask("/handle/demo/report")
        wanted = security_headers(answered)
        self.assertEqual(answered.headers.get_all("Cache-Control"), ["no-store"])
        self.assertTrue({"content-security-policy", "x-content-type-options", "x-frame-options", "permissions-policy"}
                        <= set(wanted), wanted)
        policy = self.ask("/demo/").headers["Content-Security-Policy"]
        self.assertIn(FETCHES, policy)
        for path in ("/demo/", "/", "/none", "/demo/search/", "/demo/feed.xml"):
            with self.subTest(path):
                self.assertEqual(security_headers(self.ask(path)), wanted)

    # ---- forms

    def report(self):
        """Sends a report; returns its number."""
        page = self.ask("/handle/demo/report", {**ANSWERS, "step": "fill"})
        self.assertIn("token", hidden_fields(page.body), str(page))
        # A person who confirms too quickly is asked to look once more.
        until = time.monotonic() + harness.FAR_SECONDS
        while page.number is None and time.monotonic() < until:
            time.sleep(1.2)
            page = self.ask("/handle/demo/report", confirming(page))
        self.assertIsNotNone(page.number, str(page))
        return page.number

    def body_with_photo(self):
        """A reporter's form with a file, behind the texts that tell who sends it."""
        number = self.report()
        shown = self.ask("/handle/demo/ticket", {"number": number})
        self.assert_says(shown, "已收到，等待窗口受理")
        hidden = hidden_fields(shown.body)
        return multipart({"number": number, "seen": hidden["seen"], "token": hidden["token"], "words": "见附件",
                          "files_consent": "yes"}, photo())

    def test_a_report_is_taken_and_a_photo_is_added(self):
        body = self.body_with_photo()
        self.assertGreater(len(body), LARGE)
        sent = self.ask("/handle/demo/ticket/supplement", body=body, Content_Type=UPLOAD)
        self.assertEqual(sent.status, 200, str(sent))
        self.assert_says(sent, "收到1个文件")

    def test_files_are_passed_on_as_they_arrive(self):
        """The handler puts them into an unnamed file of the data folder: it is there before all was sent."""
        body = self.body_with_photo()
        connection = self.world.connect()
        self.addCleanup(connection.close)
        connection.putrequest("POST", self.front.base + "handle/demo/ticket/supplement")
        for name, value in (("Content-Type", UPLOAD), ("Content-Length", str(len(body))), ("Origin", self.world.origin)):
            connection.putheader(name, value)
        connection.endheaders(body[:LARGE])
        unnamed = str(self.world.folder / "data" / "#")
        self.assertTrue(wait_until(lambda: any(file.startswith(unnamed) for file in open_files())))

    def test_staff_sign_in(self):
        form = {"login": fronts.LOGIN, "password": fronts.PASSWORD}
        self.assertEqual(self.ask("/handle/desk/demo/sign-in", form, Origin="https://elsewhere.example",
                                  Sec_Fetch_Site="cross-site").status, 403)
        signed_in = self.ask("/handle/desk/demo/sign-in", form)
        self.assertEqual(signed_in.status, 303, str(signed_in))
        cookies = signed_in.headers.get_all("Set-Cookie")
        self.assertTrue(all(cookie.startswith("__Host-") for cookie in cookies), cookies)
        desk = self.ask("/handle/desk/demo/", cookie=cookies[-1].split(";")[0])
        self.assertEqual(desk.status, 200, str(desk))
        self.assert_says(desk, "退出")

    def test_the_handler_s_own_answers_pass(self):
        for path, status in (("/handle/demo/nothing-here", 404), ("/handle/nowhere/report", 404)):
            answer = self.ask(path)
            self.assertEqual(answer.status, status, path)
            self.assert_says(answer, "没有这个页面")
        self.assertEqual(self.ask("/handle/healthz").status, 200)

    def test_every_form_with_files_may_be_large(self):
        for path in addresses_with_files():
            with self.subTest(path):
                # Without a boundary in it: refused by the handler, not by the front server.
                answer = self.ask(path, body=b"x" * LARGE, Content_Type=UPLOAD)
                self.assertNotIn(answer.status, (413, 500, 502, 503), str(answer))
                self.assert_says(answer, "没有收到您的操作")

    # ---- what the front server says itself

    def assert_instead(self, path, answer, *words):
        """A page in the place of an answer: what happened, and whom to call. Only that for all sites leads to each."""
        self.assert_says(answer, *words)
        is_for_all = "/demo/" not in path or not self.front.knows_site
        self.assertEqual(f'href="{self.front.base}beiguan/"' in answer.body, is_for_all)
        for phone in (*self.phones(), "12345"):
            self.assertIn(f'href="tel:{phone}"', answer.body)
        if self.front.knows_site:
            self.assertEqual(answer.headers.get_all("Cache-Control"), ["no-store"])
            self.assertEqual(answer.headers.get_all("X-Frame-Options"), ["DENY"])

    def test_what_is_too_large_is_told_in_chinese(self):
        for path in ("/handle/demo/report", "/handle/desk/demo/sign-in", "/handle/nowhere/report"):
            with self.subTest(path):
                answer = self.ask(path, {"problem": "x" * LARGE})
                self.assertEqual(answer.status, 413)
                self.assert_says(answer, "填写的内容太多", "写得短一些")
                if self.front.limits_bodies:
                    self.assert_instead(path, answer, "请少选几个")
        answer = self.ask("/handle/demo/ticket/supplement", body=b"x" * (23 << 20), Content_Type=UPLOAD)
        self.assertEqual(answer.status, 413)
        self.assert_says(answer, "把照片缩小")
        if self.front.limits_bodies:
            self.assert_instead("/handle/demo/", answer)

    def test_a_handler_that_does_not_answer_is_told_in_chinese(self):
        self.front.end_answers()
        try:
            for path in ("/handle/demo/report", "/handle/desk/demo/", "/handle/nowhere/report"):
                for form in (None, {"step": "fill"}):
                    with self.subTest(path, form=form):
                        answer = self.ask(path, form)
                        self.assertIn(answer.status, (500, 503))
                        self.assert_instead(path, answer, "网上反映暂时用不了", "可能没有提交成功")
            self.assertEqual(self.ask("/demo/").status, 200)
        finally:
            self.front.begin_answers()
        self.assertEqual(self.ask("/handle/demo/report").status, 200)

    # ---- the access log

    def test_the_access_log_has_addresses_and_no_more_than_needed(self):
        self.ask("/demo/search/?q=QUERYNEEDLE", Referer=self.world.origin + "/REFERERNEEDLE", User_Agent="AGENTNEEDLE")
        log = self.world.folder / "log" / "access.log"
        line = rf'(?m)^\S+:\d+ \[[^]]+\] "GET {self.front.base}demo/search/\S*" 200 '
        self.assertTrue(wait_until(lambda: re.search(line, log.read_text())), log.read_text()[-500:])
        self.assertNotIn("NEEDLE", log.read_text())
        self.assertEqual((self.world.folder / "log").stat().st_mode & 0o777, 0o700)

    def rotation(self):
        """The shipped file, for the log of this test; the signal goes to the child that systemctl would find."""
        text = (Given.source / "deploy" / "bancheng.logrotate").read_text()
        text = text.replace("/var/log/bancheng", str(self.world.folder / "log"))
        text, count = re.subn(r"^ *systemctl .*\n", "", text, flags=re.M)
        self.assertGreater(count, 0)
        signal = f"        kill -{self.front.reopens} {self.front.children[0].process.pid}\n"
        text = text.replace("    endscript", signal + "    endscript")
        file = self.world.folder / "logrotate.conf"
        file.write_text(text)
        file.chmod(0o644)
        return file

    def test_the_log_is_rotated_and_stays_closed(self):
        log = self.world.folder / "log" / "access.log"
        self.ask("/demo/")
        self.assertTrue(wait_until(lambda: log.stat().st_size > 0))
        done = run("logrotate", "--force", "--state", self.world.folder / "state", self.rotation())
        self.assertEqual(done.returncode, 0, done.stderr)
        old = [path for path in log.parent.iterdir() if path.name.startswith("access.log-")]
        self.assertEqual(len(old), 1, list(log.parent.iterdir()))
        self.assertTrue(wait_until(lambda: self.ask("/demo/") and log.stat().st_size > 0), "nothing in the new file")
        self.assertEqual(log.stat().st_mode & 0o777, 0o600)


class Programs(Walk):
    """Of a front server that starts programs: they, the timer and the publisher share their data."""

    def test_the_timer_works_on_the_same_data(self):
        self.by_the_owner("tick")
        self.assertEqual(self.ask("/handle/demo/report").status, 200)

    def by_the_owner(self, command):
        program = self.world.machine.folder / "programs" / "handler"
        done = run(*fronts.as_user(program, command, "--conf", self.world.conf))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_publisher_works_on_the_same_data(self):
        """It builds both sites, which takes a while: once is enough."""
        if self.kind is not fronts.ApacheWithPrograms:
            return
        self.by_the_owner("publish")
        self.assertEqual(self.ask("/demo/").status, 200)
        self.report()


for one in fronts.ALL:
    globals()[one.__name__] = type(one.__name__, (Programs if one.starts_programs else Walk, unittest.TestCase),
                                   {"kind": one})


class TooMany(unittest.TestCase):
    def test_too_many_requests_are_told_in_chinese(self):
        front = fronts.NginxForFew()
        self.addCleanup(front.stop)
        front.start()
        answers = [front.world.ask("/handle/demo/report") for _ in range(22)]
        self.assertEqual([answer.status for answer in answers], [200] * 21 + [429])
        self.assertIn("操作太频繁", answers[-1].body)
        self.assertRegex(answers[-1].body, r'href="tel:0\d+"')
        self.assertEqual(answers[-1].headers["Retry-After"], "5")
        self.assertEqual(front.world.ask("/demo/").status, 200)


class Browser(unittest.TestCase):
    """One person's whole way in Chromium, through a front server with a service and through one with programs."""

    def walk(self, kind):
        front = kind()
        self.addCleanup(front.stop)
        front.start()
        walked = run("node", Given.source / "tests" / "browser" / "front.mjs", front.world.origin)
        self.assertEqual(walked.returncode, 0, walked.stdout + walked.stderr)

    def test_nginx(self):
        self.walk(fronts.Nginx)

    def test_lighttpd(self):
        self.walk(fronts.Lighttpd)


if __name__ == "__main__":
    harness.main()
