"""A machine below a scratch root on which a manual's commands are run as they are printed: /etc, /srv, /var and the like
lie below the root, programs are the given ones, and users and services are those of scratch_tools.py."""
import collections
import html
import http.client
import datetime
import os
import pathlib
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

import harness
import scratch_tools as tools
from harness import FAR_SECONDS, Given

PLACES = ("bin", "etc/logrotate.d", "etc/nginx/conf.d", "etc/nginx/sites-available", "etc/nginx/sites-enabled",
          "etc/nginx/snippets", "etc/ssl/certs", "etc/ssl/private", "etc/systemd/system", "media/stick", "root",
          "run/systemd/system", "srv", "tmp", "usr/bin", "var/lib", "var/log")
PATH = ("bin", "usr/local/sbin", "usr/local/bin", "usr/sbin", "usr/bin")
# Where cmake/install.cmake puts things for a package.
INSTALL = [f"-DCMAKE_INSTALL_{name}={place}" for name, place in (
    ("PREFIX", "/usr"), ("BINDIR", "bin"), ("SBINDIR", "sbin"), ("LIBEXECDIR", "libexec"), ("DATADIR", "share"))]
PROMPT = re.compile(rb"(?:password|once more): $")
Done = collections.namedtuple("Done", "returncode output")


def another_disk(folder):
    """A folder on another disk than the given one, for backups."""
    for place in (pathlib.Path("/dev/shm"), pathlib.Path("/tmp"), pathlib.Path("/var/tmp"), Given.source):
        if os.access(place, os.W_OK) and place.stat().st_dev != folder.stat().st_dev:
            return place
    raise AssertionError("there is no second disk for the backups, not even /dev/shm")


HOLIDAYS = (("元旦", "01-01"), ("春节", "02-05"), ("清明节", "04-05"), ("劳动节", "05-01"), ("端午节", "06-15"),
            ("中秋节", "09-20"), ("国庆节", "10-01"))


def add_coming_years(calendar):
    """Files for years that the State Council has not announced, so that the doctor finds nothing to say about them."""
    for year in range(2026, datetime.date.today().year + 2):
        file = calendar / f"{year}.yaml"
        if not file.exists():
            days = "".join(f"  - {{name: {name}, from: {year}-{day}, to: {year}-{day}}}\n" for name, day in HOLIDAYS)
            file.write_text(f"schema: 1\nyear: {year}\nnotice: 测试用\nissued: {year - 1}-11-01\nholidays:\n{days}")


class UnixConnection(http.client.HTTPConnection):
    """HTTP over the handler's Unix socket, as nginx speaks it."""

    def __init__(self, place):
        super().__init__("window.example.gov.cn", timeout=FAR_SECONDS)
        self.place = place

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(FAR_SECONDS)
        self.sock.connect(str(self.place))


class Machine:
    def __init__(self, folder, language):
        self.root = folder / "root"
        folder.mkdir(exist_ok=True)
        self.others = []
        self.password = "kestrel-over-rice-fields"
        path = ":".join([f"{self.root}/{place}" for place in PATH] + [os.environ["PATH"]])
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BANCHENG_")},
            "PATH": path, "MACHINE_ROOT": str(self.root), "LANG": language,
            "BANCHENG_CONF": str(self.at("/etc/bancheng/bancheng.conf")),
        }
        for place in PLACES:
            (self.root / place).mkdir(parents=True, exist_ok=True)
        self.at("/var/backups").symlink_to(tempfile.mkdtemp(prefix="bancheng-", dir=another_disk(folder)))
        for name in tools.TOOLS:
            tool = self.root / "bin" / name
            tool.write_text(f"#!/bin/sh\nexec {sys.executable} -B {tools.__file__} {name} \"$@\"\n")
            tool.chmod(0o755)
            # The real one would change the machine on which the test runs.
            assert shutil.which(name, path=self.environment["PATH"]) == str(tool)

    def another(self):
        """An empty machine beside this one, which ends with it."""
        made = Machine(self.root.parent / f"another-{len(self.others)}", self.environment["LANG"])
        self.others.append(made)
        return made

    def at(self, place):
        return self.root / place.lstrip("/")

    def below(self, text):
        """The text with the places of the system below the root."""
        return tools.PLACES.sub(f"{self.root}/", text)

    def install_package(self):
        """Puts everything where the package has it, by the same script; user and folders as systemd makes them from it."""
        said = subprocess.run(["cmake", *INSTALL, "-P", "cmake/install_deploy.cmake"], cwd=Given.source, check=False,
                              env={**os.environ, "DESTDIR": str(self.root)}, capture_output=True, text=True)
        assert said.returncode == 0, said.stderr
        shared = self.at("/usr/share/bancheng")
        for name in ("generator", "handler", "file_cleaner"):
            (self.at("/usr/bin") / name).symlink_to(Given.programs / name)
        (shared / "site_templates").symlink_to(Given.source / "site_templates")
        shutil.copytree(Given.source / "content" / "calendar", shared / "calendar")
        add_coming_years(shared / "calendar")
        for file in [*(shared / "deploy").iterdir(), self.copy("deploy/bancheng-setup", "/usr/sbin/bancheng-setup")]:
            file.write_text(self.below(file.read_text()))
        self.copy(shared / "deploy" / "bancheng.conf", "/etc/bancheng/bancheng.conf")
        for user in self.told_in("/usr/lib/sysusers.d/bancheng.conf", r"^u (\S+)"):
            self.done(f"useradd {user}")
        for place, mode in self.told_in("/usr/lib/tmpfiles.d/bancheng.conf", r"^d (\S+) +:(\d+)"):
            self.at(place).mkdir()
            self.at(place).chmod(int(mode, 8))

    def told_in(self, place, pattern):
        return re.findall(pattern, self.at(place).read_text(), re.M)

    def copy(self, file, place):
        self.at(place).parent.mkdir(parents=True, exist_ok=True)
        return pathlib.Path(shutil.copy(Given.source / file, self.at(place)))

    def run(self, commands, **environment):
        """Runs shell commands to the first that fails, typing the password where one is asked for. Returns what was
        printed, with places as the manual names them."""
        terminal, other_end = pty.openpty()
        process = subprocess.Popen(["bash", "-euo", "pipefail", "-c", self.below(commands)], cwd=self.root / "root",
                                   env={**self.environment, **environment}, stdin=other_end, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        os.close(other_end)
        printed = b""
        try:
            while piece := process.stdout.read1(4096):
                printed += piece
                if PROMPT.search(printed):
                    # As a person types: when the program has turned off the echo, it reads.
                    os.write(terminal, (self.password + "\n").encode())
            code = process.wait(FAR_SECONDS)
        finally:
            process.stdout.close()
            os.close(terminal)
        assert self.password.encode() not in printed, "the password was shown"
        return Done(code, printed.decode().replace(str(self.root), ""))

    def done(self, commands):
        """Runs commands that must not fail."""
        done = self.run(commands)
        assert done.returncode == 0, done.output

    def ask(self, path, fields=None):
        connection = UnixConnection(self.at("/run/bancheng/handler.sock"))
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", "Sec-Fetch-Site": "same-origin",
                   "Content-Type": "application/x-www-form-urlencoded"}
        try:
            if fields is None:
                connection.request("GET", path, headers=headers)
            else:
                connection.request("POST", path, urllib.parse.urlencode(fields), headers)
            response = connection.getresponse()
            return harness.Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()

    def report(self, site):
        """Sends one report and returns its number."""
        path = f"/handle/{site}/report"
        answer = self.ask(path, {**harness.ANSWERS, "step": "fill"})
        end = time.monotonic() + FAR_SECONDS
        # A person who confirms within a second is asked to look once more.
        while answer.number is None and time.monotonic() < end:
            time.sleep(1.1)
            answer = self.ask(path, harness.confirming(answer))
        assert answer.number, html.unescape(str(answer))
        return answer.number

    def end(self):
        """Ends what systemctl started, and forgets everything."""
        for other in self.others:
            other.end()
        for noted in self.at("/run/units").glob("*"):
            try:
                os.kill(int(noted.read_text()), signal.SIGKILL)
            except ProcessLookupError:
                pass
        for place in (self.root, self.at("/var/backups").resolve()):
            shutil.rmtree(place, ignore_errors=True)
