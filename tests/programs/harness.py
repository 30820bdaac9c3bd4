"""Shared parts of the program tests: a temporary folder, a running server, a citizen with a form, the result line, and the
row of a proof."""
import argparse
import html
import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

# Programs speak English to these tests, whatever the developer's machine speaks.
for variable in ("LC_ALL", "LC_MESSAGES"):
    os.environ.pop(variable, None)
os.environ["LANG"] = "C.UTF-8"

# Limits that only failing tests reach, even on slow machines.
FAR_SECONDS = 180
NUMBER = re.compile(r'id="ticket-number">([0-9 ]+)<')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')

# A report that is valid on every site.
ANSWERS = {
    "kind": "matter", "matter": "不动产登记", "applied": "counter", "reporter_type": "person", "name": "张小明",
    "phone": "13800001234", "privacy": "yes", "window": "main", "problem": "材料交了两个月，一直没有下文。",
}


class Given:
    """The three folders on the command line of every test."""

    site = pathlib.Path()  # public/ and published/ as the generator left them
    programs = pathlib.Path()
    source = pathlib.Path()
    rounds = 0  # --rounds, of tests that repeat


# Printed last of all: rows for the table of docs/proof.md.
rows = []


def prove(what, size, result):
    """Has the row of a proof printed as the last line. BANCHENG_COMMIT says which commit was built (script/prove)."""
    rows.append(f"| {time.strftime('%Y-%m-%d', time.gmtime())} | {os.environ.get('BANCHENG_COMMIT', 'unknown')} | {what} | "
                f"{size} | {result} |")


def handler():
    return str(Given.programs / "handler")


def generator():
    return str(Given.programs / "generator")


def run(*command, stdin="", cwd=None, **more):
    """Runs a command; returns an object with returncode, stdout and stderr as text."""
    return subprocess.run([str(part) for part in command], input=stdin, capture_output=True, text=True, timeout=FAR_SECONDS,
                          cwd=cwd, check=False, **more)


def build(content, site, templates=None):
    return run(generator(), "build", "--quiet", "--content", content, "--templates",
               templates or Given.source / "site_templates", "--out", site / "public", "--published",
               site / "published")


def new_data_folder(folder):
    made = run(handler(), "init", "--data", folder)
    assert made.returncode == 0, made.stderr
    return folder


def hidden_fields(page):
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page)}


class Server:
    """`handler serve` on its own port; its log goes to a file beside the data folder."""

    def __init__(self, data, site=None, clock=None, templates=None, listen="127.0.0.1:0", stop_at=None, **process):
        site = site or Given.site
        self.log = data.parent / (data.name + ".log")
        self.command = [handler(), "serve", "--published", site / "published", "--templates",
                        templates or Given.source / "site_templates", "--public", site / "public", "--data", data,
                        "--listen", listen]
        if clock:
            self.command += ["--test-clock", clock]
        self.more = process
        if stop_at:
            # The step at which to die, in builds with unit tests: core/base/stop_point.h. A server for the public alone
            # does not tick, so only requests come to a step, and a test may count them.
            self.command += ["--role", "portal"]
            self.more["env"] = {**os.environ, "BANCHENG_STOP_AT": stop_at}
        self.process = None
        self.port = 0

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(part) for part in self.command], stdout=subprocess.PIPE, stderr=log,
                                            **self.more)
        line = self.process.stdout.readline().decode()
        found = re.fullmatch(r"serving http://localhost:(\d+)/\n", line)
        if not found:
            raise AssertionError("the server did not start: " + self.log.read_text(errors="replace")[-2000:])
        self.port = int(found.group(1))
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """Stops it as an operator does; returns the exit code."""
        self.process.terminate()
        try:
            return self.process.wait(FAR_SECONDS)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.process.stdout.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        else:
            self.process.stdout.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __str__(self):
        """The visible text of the page, shortened."""
        words = re.sub(r"<[^>]+>", " ", self.body[self.body.find("<main"):])
        return f"{self.status}: {' '.join(words.split())[:600]}"

    @property
    def number(self):
        """The ticket number of a receipt, digits only; None if the page is not a receipt."""
        found = NUMBER.search(self.body)
        return found.group(1).replace(" ", "") if found and self.status == 200 else None


class Asked:
    """A POST in progress; the answer is read later."""

    def __init__(self, port, path, fields):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=FAR_SECONDS)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        self.connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        own = self.connection.sock.getsockname()[1]
        if not wait_until(lambda: self.is_read(port, own)):
            raise AssertionError("the server never read the request")

    @staticmethod
    def is_read(port, own):
        """True if no sent byte is left in the kernel, on either end of the connection."""
        ends = {f"{a:04X} {b:04X}" for a, b in ((port, own), (own, port))}
        waiting = {}
        for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, local, remote, _, queues = line.split()[:5]
            waiting[local[-4:] + " " + remote[-4:]] = queues
        return all(waiting.get(end) == "00000000:00000000" for end in ends)

    def answer(self):
        response = self.connection.getresponse()
        try:
            return Answer(response.status, response.headers, response.read().decode(errors="replace"))
        finally:
            self.connection.close()


def refuses(port):
    """True if no program listens on the port any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=FAR_SECONDS).close()
    except ConnectionError:
        return True
    return False


def ask(port, path, fields=None, source="", cookie="", timeout=FAR_SECONDS):
    """One request: GET, or POST if there are fields."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout,
                                            source_address=(source, 0) if source else None)
    headers = {"Cookie": cookie} if cookie else {}
    try:
        if fields is None:
            connection.request("GET", path, headers=headers)
        else:
            headers.update({"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
            connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode(errors="replace"))
    finally:
        connection.close()


def check_page(port, site="demo", source="", **answers):
    """Fills in the form; returns the fields of the check page's confirmation."""
    answer = ask(port, f"/handle/{site}/report", {**ANSWERS, **answers, "step": "fill"}, source)
    assert "token" in hidden_fields(answer.body), f"no check page: {answer}"
    return confirming(answer)


def confirming(page):
    return {**hidden_fields(page.body), "step": "confirm"}


def confirm(port, fields, site="demo", source="", timeout=FAR_SECONDS):
    return ask(port, f"/handle/{site}/report", fields, source, timeout=timeout)


def ticket(port, number, site="demo", source=""):
    return ask(port, f"/handle/{site}/ticket", {"number": number}, source)


class Desk:
    """A signed-in staff member, with the cookies that the browser keeps."""

    def __init__(self, port, login, password):
        self.port = port
        answer = ask(port, "/handle/desk/demo/sign-in", {"login": login, "password": password})
        assert answer.status == 303, str(answer)
        self.cookie = "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie"))

    def newest_case(self):
        listed = ask(self.port, "/handle/desk/demo/", cookie=self.cookie)
        return max(int(case) for case in re.findall(r"/handle/desk/demo/cases/(\d+)", listed.body))

    def act(self, case, action, **fields):
        page = ask(self.port, f"/handle/desk/demo/cases/{case}", cookie=self.cookie)
        hidden = hidden_fields(page.body)
        fields = {"csrf": hidden["csrf"], "seen": hidden["seen"], **fields}
        answer = ask(self.port, f"/handle/desk/demo/cases/{case}/actions/{action}", fields, cookie=self.cookie)
        assert answer.status == 303, str(answer)


def set_clock(clock, time_text):
    new = clock.with_suffix(".new")
    new.write_text(time_text + "\n")
    new.replace(clock)


def wait_until(condition, seconds=FAR_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def write_until_full(path):
    """Makes a file that takes all that its file system has left."""
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


class Test(unittest.TestCase):
    """A test with its own folder, removed afterwards."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-"))
        self.folder.chmod(0o755)
        self.addCleanup(shutil.rmtree, self.folder, True)

    def data(self, name="var"):
        return new_data_folder(self.folder / name)

    def clock(self, time_text="2026-09-24T10:00:00+08:00"):
        clock = self.folder / "clock"
        set_clock(clock, time_text)
        return clock

    def small_disk(self, size):
        """A folder on a file system of its own ("4m"); None where nothing can be mounted."""
        place = self.folder / "small"
        place.mkdir()
        if run("mount", "-t", "tmpfs", "-o", f"size={size}", "none", place).returncode != 0:
            print("(no file system can be mounted here) ", end="")
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", place], check=False)
        return place

    def copy_of_content(self):
        shutil.copytree(Given.source / "content", self.folder / "content")
        return self.folder / "content"

    def copy_of_site(self):
        shutil.copytree(Given.site, self.folder / "site")
        return self.folder / "site"


def main():
    """Runs the tests of the calling file; prints a line with the counts and sets the exit code."""
    parser = argparse.ArgumentParser(description="program tests")
    for name in ("site", "programs", "source"):
        parser.add_argument(name, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--rounds", type=int, default=0, help="how often tests repeat that do")
    parser.add_argument("only", nargs="*", help="names of tests")
    given = parser.parse_args()
    Given.site, Given.programs, Given.source = given.site, given.programs, given.source
    Given.rounds = given.rounds
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in given.only] or None
    suite = loader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    # A test with several failing parts counts once.
    wrong = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
    # A test that was skipped, or no test at all, is not a success.
    unrun = len(result.skipped) + (0 if result.testsRun else 1)
    print(f"{max(0, result.testsRun - wrong - len(result.skipped))} passed, {wrong + unrun} failed", flush=True)
    for row in rows:
        print(row, flush=True)
    sys.exit(1 if wrong or unrun else 0)
