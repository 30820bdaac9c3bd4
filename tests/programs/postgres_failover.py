#!/usr/bin/env python3
"""A PostgreSQL primary with a synchronous standby and two handlers under load: the primary is killed, or made read-only
and left up, and the standby takes over. Every number that was shown answers, and no number is given twice.

script/prove runs it with --rounds 20, which is twenty of each."""
import concurrent.futures
import http.client
import random
import statistics
import threading
import time

import harness
from handler_pair import HandlerPair
from harness import FAR_SECONDS, Given, Test, check_page, confirm, prove, set_clock, ticket, wait_until
from postgres_cluster import Pair

ROUNDS = 1  # of each kind, without --rounds
CLIENTS = 8  # half of them at each handler
REPORTS = 10  # of each client in a round
KEPT_BACK = 2  # of these, until the primary has changed: however slow the change is, each handler has to move
LONGEST_MOVE = 10  # seconds from the new primary on until a handler has acknowledged a report there
FOUND, UNKNOWN = 200, 404
BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"


class Report:
    """A confirmation, sent until it is acknowledged."""

    def __init__(self, which, source, fields):
        self.which, self.source, self.fields = which, source, fields
        self.number, self.at = None, None
        self.tries = 0

    def is_acknowledged_by(self, port):
        self.tries += 1
        try:
            self.number = confirm(port, self.fields, source=self.source).number
        except (OSError, http.client.HTTPException):
            return False
        if self.number is not None:
            self.at = time.monotonic()
        return self.number is not None


class Load:
    """Clients that confirm one report after the other, each at its own handler."""

    def __init__(self, round_number, ports):
        self.ports = ports
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            self.clients = list(pool.map(lambda client: self.fill(round_number, client), range(CLIENTS)))
        self.reports = [report for reports in self.clients for report in reports]
        self.changed = threading.Event()
        self.threads = [threading.Thread(target=self.send, args=(reports,)) for reports in self.clients]

    def fill(self, round_number, client):
        which, source = client % 2, f"127.{round_number + 1}.5.{client + 1}"
        words = [f"第{round_number}轮第{client}位第{i}件。" for i in range(REPORTS)]
        return [Report(which, source, check_page(self.ports[which], source=source, problem=said)) for said in words]

    def send(self, reports):
        for left, report in zip(range(len(reports), 0, -1), reports):
            if left <= KEPT_BACK:
                self.changed.wait(FAR_SECONDS)
            wait_until(lambda: report.is_acknowledged_by(self.ports[report.which]))

    def acknowledged(self):
        return sum(report.number is not None for report in self.reports)

    def amid(self, act):
        """Does it when a part of the reports is acknowledged; returns when it was done, and how many were then, once all
        of them are."""
        wanted = len(self.reports) * random.uniform(0.05, 0.4)
        for thread in self.threads:
            thread.start()
        wait_until(lambda: self.acknowledged() >= wanted)
        act()
        moved, before = time.monotonic(), self.acknowledged()
        self.changed.set()
        for thread in self.threads:
            thread.join()
        return moved, before

    def seconds_to_move(self, moved):
        """Of each handler, from the moment that the new primary takes writes."""
        firsts = [[report.at for report in self.reports if report.which == which and report.at and report.at > moved]
                  for which in range(2)]
        return [min(times) - moved for times in firsts if times]


class Tally:
    def __init__(self):
        self.moves, self.acknowledged, self.before = [], 0, 0
        self.lost, self.doubled, self.wrong = 0, 0, []


class Failover(Test):
    def setUp(self):
        super().setUp()
        random.seed(time.time_ns())
        self.pair = Pair(self.folder).make()
        self.addCleanup(lambda: self.pair.remove())
        self.time = self.clock(BEFORE)
        service = self.pair.new_database("pair", self.folder / "service")
        self.handlers = HandlerPair(self, service, self.time)
        self.pair.copy_to_standby()
        self.handlers.start()

    def status_of(self, report):
        return ticket(self.handlers.ports[report.which], report.number, source=report.source).status

    def look_up(self, load, tally):
        """Each number at both handlers. The former primary may still be up, and must not be asked."""
        for i, report in enumerate(load.reports):
            for which, port in enumerate(self.handlers.ports):
                source = f"127.{100 + which}.{i // 200}.{i % 200 + 1}"
                answer = ticket(port, report.number, source=source) if report.number else None
                if answer is None or answer.status != FOUND:
                    tally.lost += 1
                    tally.wrong.append(f"{report.number} after {report.tries} tries: {answer}")

    def confirm_again(self, load, tally):
        """Each at the other handler: the same number."""
        for i, report in enumerate(load.reports):
            source = f"127.110.{i // 15}.{i % 15 + 1}"
            again = confirm(self.handlers.ports[1 - report.which], report.fields, source=source)
            if again.number != report.number:
                tally.doubled += 1
                tally.wrong.append(f"{report.number} became {again}")

    def round(self, number, change, tally):
        set_clock(self.time, BEFORE)
        load = Load(number, self.handlers.ports)
        set_clock(self.time, AFTER)  # a confirmation within one second is asked again
        moved, before = load.amid(change)
        tally.moves += load.seconds_to_move(moved)
        tally.before += before
        tally.acknowledged += load.acknowledged()
        self.look_up(load, tally)
        self.confirm_again(load, tally)
        self.assertEqual(tally.wrong[:5], [])
        self.assertEqual(self.handlers.verify(), "")
        self.pair.bring_back()
        return load.reports

    def rounds_of(self, change, what):
        tally, reports = Tally(), []
        rounds = Given.rounds or ROUNDS
        for number in range(rounds):
            reports += self.round(number, change, tally)
        self.assertEqual(len({report.number for report in reports}), len(reports))
        self.assertEqual(self.handlers.sql("SELECT count(*) FROM cases"), str(len(reports)))
        self.assertEqual(len(tally.moves), 2 * rounds)
        self.assertLess(max(tally.moves), LONGEST_MOVE)
        self.assertGreater(tally.before, 0)
        moved = f"handlers moved within {statistics.median(tally.moves):.1f} s, at most {max(tally.moves):.1f} s"
        prove(what, f"{rounds} rounds, {tally.acknowledged:,} acknowledged",
              f"{tally.lost} lost, {tally.doubled} doubled, verification clean; {moved}")
        print(f"{rounds} rounds, {tally.acknowledged} acknowledged, {tally.before} before the change, {moved}, ", end="")

    def test_the_primary_is_killed(self):
        self.rounds_of(lambda: self.pair.fail_over(), "PostgreSQL primary killed, two handlers")

    def test_the_primary_becomes_read_only_and_stays_up(self):
        self.rounds_of(lambda: self.pair.switch_over(), "PostgreSQL switchover, old primary up read-only, two handlers")

    def test_control_a_standby_that_lags_is_found_out(self):
        """Where no commit waits for the standby, a change of primary must lose what was shown meanwhile."""
        self.pair.primary.set(synchronous_standby_names=None, synchronous_commit="local")
        in_force = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'async'"
        self.assertTrue(wait_until(lambda: self.pair.primary.sql(in_force) == "1"))
        self.pair.standby.stop()
        set_clock(self.time, BEFORE)
        report = Report(0, "127.0.8.1", check_page(self.handlers.ports[0]))
        set_clock(self.time, AFTER)
        self.assertTrue(report.is_acknowledged_by(self.handlers.ports[0]))
        self.pair.primary.kill()
        self.pair.standby.start()
        self.pair.promote()
        self.assertTrue(wait_until(lambda: self.status_of(report) in (FOUND, UNKNOWN)))
        self.assertEqual(self.status_of(report), UNKNOWN, "nothing lost: this test could not fail")

    def test_a_commit_whose_outcome_is_unknown_shows_no_number(self):
        """The standby stops applying, so a commit waits; the wait is cancelled, or its session is ended."""
        reports = []
        for number, end_of_wait in enumerate(("pg_cancel_backend", "pg_terminate_backend")):
            set_clock(self.time, BEFORE)
            report = Report(number, f"127.0.6.{number + 1}", check_page(self.handlers.ports[number]))
            set_clock(self.time, AFTER)
            self.pair.standby.sql("SELECT pg_wal_replay_pause()")
            self.assert_no_number_while_commits_end(report, end_of_wait)
            self.pair.standby.sql("SELECT pg_wal_replay_resume()")
            self.assertTrue(wait_until(lambda: report.is_acknowledged_by(self.handlers.ports[number])))
            reports.append(report)
        self.assertEqual(self.handlers.sql("SELECT count(*) FROM cases"), str(len(reports)))
        self.confirm_again_all(reports)

    def assert_no_number_while_commits_end(self, report, end_of_wait):
        ended = []
        sending = threading.Thread(target=report.is_acknowledged_by, args=(self.handlers.ports[report.which],))
        sending.start()
        waiting = f"SELECT count({end_of_wait}(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

        def is_answered():
            ended.append(int(self.pair.primary.sql(waiting)))
            return not sending.is_alive()
        self.assertTrue(wait_until(is_answered))
        sending.join()
        self.assertGreater(sum(ended), 0, "no commit waited")
        self.assertIsNone(report.number)

    def confirm_again_all(self, reports):
        for report in reports:
            again = confirm(self.handlers.ports[1 - report.which], report.fields, source="127.0.7.1")
            self.assertEqual(again.number, report.number)


if __name__ == "__main__":
    harness.main()
