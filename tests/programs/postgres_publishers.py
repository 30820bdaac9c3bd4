#!/usr/bin/env python3
"""Two publishers on one database and one published/: exactly one carries out each publication, and when the one that works
is killed at any of its steps, the other one takes over.

BANCHENG_STOPPING_PROGRAMS names the folder of programs that stop at a step (core/base/stop_point.h)."""
import fcntl
import os
import pathlib
import shutil
import signal
import subprocess

import harness
from harness import FAR_SECONDS, Server, ask, wait_until
from postgres_desk import OnServer
from publishing_roles import DESK, PASSWORD, TODAY, Editor, Publishing

NAMES = ("路明远", "常乐山", "石清泉", "云在天", "江长流", "高远志")
STEPS = ("publication begun", "publication file written", "publication written", "publication built", "publication done")


class Follower:
    """A process that publishes what is asked for, until it is ended."""

    def __init__(self, program, test, name, stop_at=None):
        self.said = test.folder / (name + ".said")
        data = shutil.copytree(test.var, test.folder / ("data-of-" + name))
        environment = {**os.environ, "BANCHENG_STOP_AT": stop_at or ""}
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(
                [str(word) for word in (program, "publish", "--follow", *test.places(), "--data", data, "--test-clock",
                                        test.time)], stdout=said, stderr=said, env=environment)
        test.addCleanup(self.end)
        assert wait_until(lambda: "publishing from" in self.said.read_text()), self.said.read_text()

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(FAR_SECONDS)

    def ending(self):
        return self.process.wait(FAR_SECONDS)


class Publishers(OnServer, Publishing):
    def setUp(self):
        super().setUp()
        server = Server(self.var, site=self.site, clock=self.time, templates=self.templates, **self.of_web())
        server.command[0] = self.programs / "handler"
        server.command += ["--content", self.content]
        self.enterContext(server)

        def asks(path, fields, cookie):
            return ask(server.port, path, fields, cookie=cookie)
        self.author, self.second = Editor(asks, "li"), Editor(asks, "wang")
        self.asked = 0

    def ask_for_one(self):
        """A publication that a second person has agreed to; returns its number and the name that it publishes."""
        name = NAMES[self.asked]
        self.asked += 1
        self.author.send(DESK + "/publishing/bodies/working_group", "/working_group/replace",
                         {"name": name, "post": "示范县人民政府副县长"}, about={"index": "0"})
        self.author.send(DESK + "/publishing/draft", "/draft/publish",
                         {"reason": "成员调整", "secrecy": "yes", "present": PASSWORD})
        self.second.send(f"{DESK}/publishing/history/{self.asked}", "/agree", {"secrecy": "yes", "present": PASSWORD})
        return self.asked, name

    def acts(self, number):
        """What publishers did about it."""
        return self.server_of_data.sql(f"SELECT act FROM publication_steps WHERE publication = {number} AND act IN "
                                       "('begun', 'done', 'failed') ORDER BY step", "town").split()

    def assert_done(self, number, name):
        self.assertTrue(wait_until(lambda: "done" in self.acts(number) or "failed" in self.acts(number)))
        self.assertEqual(self.acts(number), ["begun", "done"])
        self.assertIn(name, (self.site / "public/demo/leaders/index.html").read_text())

    def pause(self, follower):
        """Stops it where it holds no lock, neither of the database nor of the content."""
        at_work = ("SELECT count(*) FROM pg_stat_activity WHERE datname = 'town' AND state <> 'idle' AND "
                   "backend_type = 'client backend'")

        def is_at_rest():
            follower.process.send_signal(signal.SIGSTOP)
            if self.server_of_data.sql(at_work) == "0" and self.is_content_free():
                return True
            follower.process.send_signal(signal.SIGCONT)
            return False
        self.assertTrue(wait_until(is_at_rest))

    def is_content_free(self):
        folder = os.open(self.content, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(folder)
        return True

    def test_each_publication_is_carried_out_by_one(self):
        both = [Follower(self.programs / "handler", self, name) for name in ("one", "two")]
        for _ in NAMES:
            self.assert_done(*self.ask_for_one())
        for follower in both:
            follower.process.terminate()
            self.assertEqual(follower.ending(), 0)
        said = "".join(follower.said.read_text() for follower in both)
        done = [said.count(f"publication {number + 1}: done\n") for number in range(len(NAMES))]
        self.assertEqual(done, [1] * len(NAMES))
        self.assertNotIn("handler:", said)

    def test_the_other_one_takes_over_at_each_step(self):
        stopping = pathlib.Path(os.environ["BANCHENG_STOPPING_PROGRAMS"])
        other = Follower(self.programs / "handler", self, "two")
        for step in STEPS:
            with self.subTest(step):
                working = Follower(stopping / "handler", self, step.replace(" ", "-"), step)
                self.pause(other)
                number, name = self.ask_for_one()
                self.assertEqual(working.ending(), -signal.SIGKILL, working.said.read_text())
                other.process.send_signal(signal.SIGCONT)
                self.assert_done(number, name)
        self.assertNotIn("handler:", other.said.read_text())


if __name__ == "__main__":
    harness.main()
