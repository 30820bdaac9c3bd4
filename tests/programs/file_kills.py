#!/usr/bin/env python3
"""Kills the server at each step of taking two files: the reporter is told of no file that is not kept whole, and the same
form sent again keeps them once.

Needs programs built with the unit tests: only these can stop at a step (core/base/stop_point.h)."""
import http.client
import os
import shutil
import signal
import sqlite3

import harness
from harness import Given, Server, Test, check_page, confirm, hidden_fields, run, set_clock, ticket
from sent_files import pdf, png, send

BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
# One form comes to "files_recorded" once, when the event is in the database and not told, and to the others more
# often: there are two files, and the server commits more than the event.
STEPS = ["file_cleaned", "file_sealed", "before commit", "committed", "files_recorded", "told"]
MOST_TIMES = 9
RECEIVED = "收到2个文件"
SUPPLEMENT = "/handle/demo/ticket/supplement"
FILES = [("photo.png", png()), ("paper.pdf", pdf())]


class FileKills(Test):
    def setUp(self):
        super().setUp()
        os.environ.setdefault("BANCHENG_FILE_CLEANER", str(Given.programs.parent / "bin" / "file_cleaner"))
        self.time = self.clock(BEFORE)
        self.var = self.data()
        with Server(self.var, clock=self.time) as server:
            report = check_page(server.port)
            set_clock(self.time, AFTER)  # a confirmation within one second is asked again
            self.number = confirm(server.port, report).number
            hidden = hidden_fields(ticket(server.port, self.number).body)
        self.form = {"number": self.number, "seen": hidden["seen"], "token": hidden["token"], "words": "见附件",
                     "files_consent": "yes"}
        shutil.copytree(self.var, self.folder / "filled")

    def begin_again(self):
        shutil.rmtree(self.var)
        shutil.copytree(self.folder / "filled", self.var)

    def send_until_it_dies(self, step):
        """Whether the reporter was told that the files were received, and whether the server died."""
        server = Server(self.var, clock=self.time, stop_at=step).start()
        try:
            answer = send(server.port, SUPPLEMENT, self.form, FILES)
        except (OSError, http.client.HTTPException):  # expected: the server is gone
            self.assertEqual(server.process.wait(harness.FAR_SECONDS), -signal.SIGKILL, step)
            server.kill()
            return False, True
        self.assertEqual(answer.status, 200, str(answer))
        self.assertIn(RECEIVED, answer.body)
        died = server.process.poll() is not None
        server.kill()
        return True, died

    def kept(self):
        """How many events, parts and files with all their chunks there are of what was sent."""
        database = sqlite3.connect(self.var / "bancheng.sqlite")
        try:
            count = [database.execute(sql).fetchone()[0] for sql in (
                "SELECT count(*) FROM events WHERE type = 'supplemented'",
                "SELECT count(*) FROM parts WHERE field IN ('file1', 'file2')",
                "SELECT count(DISTINCT part) FROM file_chunks")]
        finally:
            database.close()
        return tuple(count)

    def assert_whole(self, step, told):
        left = self.kept()
        self.assertIn(left, ((0, 0, 0), (1, 2, 2)), f"half of it is there after {step}")
        if told:
            self.assertEqual(left, (1, 2, 2), f"lost at {step}")
        with Server(self.var, clock=self.time) as server:
            again = send(server.port, SUPPLEMENT, self.form, FILES)
            self.assertEqual(again.status, 200, f"{step}: {again}")
            self.assertIn(RECEIVED, again.body, step)
            self.assertIn("您交的照片和PDF文件", ticket(server.port, self.number).body, step)
        self.assertEqual(self.kept(), (1, 2, 2), f"kept twice, or not, after {step}")
        verified = run(harness.handler(), "verify", "--data", self.var)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        return left[0]

    def deaths_at(self, step):
        """For each time that the step is reached: whether the event was recorded when the server died."""
        recorded = []
        for time in range(1, MOST_TIMES + 1):
            self.begin_again()
            told, died = self.send_until_it_dies(f"{step}:{time}")
            if not died:
                break
            recorded.append(self.assert_whole(f"{step}:{time}", told))
        self.assertTrue(recorded, f"never came to {step}")
        return recorded

    def test_a_file_is_whole_or_was_never_acknowledged(self):
        deaths = {step: self.deaths_at(step) for step in STEPS}
        for step in STEPS[:2]:
            self.assertEqual(deaths[step], [0, 0], f"{step} comes once for each file, before anything is recorded")
        self.assertEqual(deaths["files_recorded"], [1], "the event was there, and the reporter was not told")
        print(f"{sum(len(each) for each in deaths.values())} deaths, ", end="")


if __name__ == "__main__":
    harness.main()
