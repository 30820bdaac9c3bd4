#!/usr/bin/env python3
"""A machine whose clock is wrong: nothing is written until it is right or confirmed, and what was written is mended."""
import os
import sqlite3

import harness
from harness import Given, Server, Test, handler, run

REFUSED = 2
GUARDED = {**os.environ, "BANCHENG_GUARD_TEST_CLOCK": "1"}
RIGHT = "2026-09-24T10:00:00+08:00"


class WrongClock(Test):
    def setUp(self):
        super().setUp()
        self.var = self.data()
        self.time = self.clock(RIGHT)

    def command(self, *words, env=None):
        return run(handler(), *words, "--data", self.var, "--published", Given.site / "published", "--templates",
                   Given.source / "site_templates", "--test-clock", self.time, env=env)

    def report(self, server, later):
        """Fills in the form, and confirms it some seconds later, because a form sent at once is asked about again."""
        fields = harness.check_page(server.port)
        harness.set_clock(self.time, later)
        return harness.confirm(server.port, fields)

    def cases(self):
        database = sqlite3.connect(self.var / "bancheng.sqlite")
        try:
            return database.execute("SELECT COUNT(*) FROM cases").fetchone()[0]
        finally:
            database.close()

    def test_forty_days_off_and_a_right_clock(self):
        with Server(self.var, clock=self.time, env=GUARDED) as server:
            self.assertIsNotNone(self.report(server, "2026-09-24T10:00:30+08:00").number)
        harness.set_clock(self.time, "2026-11-03T10:00:00+08:00")
        with Server(self.var, clock=self.time, env=GUARDED) as server:
            self.assertIsNotNone(self.report(server, "2026-11-03T10:00:30+08:00").number)

    def test_years_ahead_nothing_is_written_until_it_is_confirmed(self):
        with Server(self.var, clock=self.time, env=GUARDED) as server:
            self.assertIsNotNone(self.report(server, "2026-09-24T10:00:30+08:00").number)
            harness.set_clock(self.time, "2028-02-29T10:00:00+08:00")
            held = self.report(server, "2028-02-29T10:00:30+08:00")
            self.assertEqual(held.status, 503)
            self.assertIn("服务器的时间不对", held.body)
            self.assertIn(harness.ANSWERS["problem"], held.body)
            self.assertEqual(harness.ask(server.port, "/handle/healthz").status, 503)
            ticked = self.command("tick", env=GUARDED)
            self.assertEqual(ticked.returncode, REFUSED)
            self.assertIn("the clock is not believed: it shows 2028-02-29T10:00:30.000+08:00", ticked.stderr)
            self.assertEqual(self.cases(), 1)
            self.assertIn("not believed", self.command("clock", env=GUARDED).stdout)
            confirmed = self.command("clock", "confirm", env=GUARDED)
            self.assertEqual((confirmed.returncode, confirmed.stderr), (0, ""))
            self.assertIn("now 2028-02-29T10:00:30.000+08:00", confirmed.stdout)
            harness.set_clock(self.time, "2028-02-29T10:00:40+08:00")
            self.assertIsNotNone(harness.confirm(server.port, harness.confirming(held)).number)
        self.assertIn("the clock is not believed", server.log.read_text())

    def test_what_was_recorded_years_ahead_is_mended(self):
        harness.set_clock(self.time, "2028-02-29T10:00:00+08:00")
        with Server(self.var, clock=self.time) as server:
            number = self.report(server, "2028-02-29T10:00:30+08:00").number
            harness.set_clock(self.time, "2026-11-30T10:00:00+08:00")
            later = self.report(server, "2026-11-30T10:00:30+08:00").number
            self.assertIn("11月30日 10:00", harness.ticket(server.port, later).body)
            self.assertIn("clock confirm", server.log.read_text())
            mend = ("clock", "mend", "--recorded-from", "2028-01-01T00:00:00+08:00", "--recorded-to",
                    "2028-12-31T00:00:00+08:00", "--first-was-at", "2026-11-30T09:00:00+08:00", "--reason", "时钟电池没电",
                    "--by", "王工")
            self.assertIn("1 times would be corrected", self.command(*mend, "--dry-run").stdout)
            self.assertIn("1 times corrected", self.command(*mend).stdout)
            self.assertIn("0 times corrected", self.command(*mend).stdout)
            page = harness.ticket(server.port, number).body
            self.assertIn("11月30日 09:00", page)
            self.assertNotIn("2028年", page)
            self.assertIn("时钟电池没电", page)
            self.assertNotIn("王工", page)
        self.assertEqual(self.command("verify").returncode, 0)

    def test_mend_says_what_is_missing(self):
        times = ("--recorded-from", RIGHT, "--recorded-to", RIGHT, "--reason", "x", "--by", "y")
        done = self.command("clock", "mend", *times, "--minutes", "5")
        self.assertEqual(done.returncode, REFUSED)
        self.assertIn("no event was recorded between", done.stderr)
        done = self.command("clock", "mend", "--recorded-from", "yesterday", *times[2:], "--minutes", "5")
        self.assertIn("'yesterday' is no time", done.stderr)


if __name__ == "__main__":
    harness.main()
