#!/usr/bin/env python3
"""Kills the server at random moments under many confirmations: no acknowledged ticket is lost or made twice.

Run by script/prove; crash_points.py kills it at each step of a write, and is part of script/test."""
import concurrent.futures
import http.client
import os
import random
import sqlite3
import threading
import time

import harness
from harness import Server, Test, check_page, confirm, run, set_clock, ticket

ROUNDS = 4 * int(os.environ.get("BANCHENG_LONG", "1"))
CLIENTS = 8
BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
REPORTS_PER_CLIENT = 12  # an address may send 20 an hour
SITES = ("demo", "pingyi", "beiguan")


class Report:
    """One confirmation, its answer, and its client address."""

    def __init__(self, site, source, fields):
        self.site, self.source, self.fields = site, source, fields
        self.acknowledged = None
        self.answered = False


class Storm:
    """Clients that have their check pages and now confirm, all at once, until the server is gone."""

    def __init__(self, number, port):
        self.port = port
        self.reports = [[] for _ in range(CLIENTS)]
        self.unexpected = []
        self.in_all_threads(lambda client: self.fill(number, client))

    @staticmethod
    def in_all_threads(work):
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(work, range(CLIENTS)))  # rethrow exceptions of the threads

    def fill(self, number, client):
        source = f"127.0.{number + 1}.{client + 1}"
        for i in range(REPORTS_PER_CLIENT):
            site = SITES[(client + i) % len(SITES)]
            words = f"第{number}轮第{client}位第{i}件，一直没有下文。"
            self.reports[client].append(Report(site, source, check_page(self.port, site, source, problem=words)))

    def confirm_one_after_another(self, client):
        for report in self.reports[client]:
            try:
                answer = confirm(self.port, report.fields, report.site, report.source)
            except (OSError, http.client.HTTPException):
                return  # expected: the server is gone
            report.answered = True
            report.acknowledged = answer.number
            if report.acknowledged is None:
                self.unexpected.append(answer)
                return

    def rage(self):
        self.in_all_threads(self.confirm_one_after_another)

    def all(self):
        return [report for reports in self.reports for report in reports]


def kill_amid(server, storm, fraction):
    """Confirms everything; kills the server when about this share is answered."""
    everything = storm.all()
    raging = threading.Thread(target=storm.rage)
    raging.start()
    wanted = int(len(everything) * fraction)
    end = time.monotonic() + 60
    while sum(report.answered for report in everything) < wanted and time.monotonic() < end:
        time.sleep(0.0005)
    time.sleep(random.random() * 0.004)
    server.kill()
    raging.join()


class CrashStorm(Test):
    def lost(self, port, reports):
        """The acknowledged reports whose number the server does not know."""
        missing = []
        for i, report in enumerate(reports):
            if report.acknowledged is None:
                continue
            source = f"127.1.{i // 200}.{i % 200 + 1}"
            if ticket(port, report.acknowledged, report.site, source).status != 200:
                missing.append(report)
        return missing

    def numbers_on_second_try(self, port, reports):
        numbers = []
        for i, report in enumerate(reports):
            source = f"127.2.{i // 15}.{i % 15 + 1}"
            answer = confirm(port, report.fields, report.site, source)
            self.assertIsNotNone(answer.number, str(answer))
            if report.acknowledged is not None:
                self.assertEqual(answer.number, report.acknowledged)
            numbers.append(answer.number)
        return numbers

    def cases_in(self, data):
        connection = sqlite3.connect(f"file:{data / 'bancheng.sqlite'}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        finally:
            connection.close()

    def assert_verified(self, data, events):
        verified = run(harness.handler(), "verify", "--data", data)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        self.assertIn(f"{events} events verified, of ", verified.stdout)

    def test_no_acknowledged_ticket_is_lost_and_none_is_made_twice(self):
        data = self.data()
        reports = []
        acknowledged = 0
        for number in range(ROUNDS):
            clock = self.clock(BEFORE)
            server = Server(data, clock=clock).start()
            storm = Storm(number, server.port)
            set_clock(clock, AFTER)  # a confirmation within one second is asked again
            kill_amid(server, storm, fraction=random.uniform(0.05, 0.5))
            self.assertEqual([str(answer) for answer in storm.unexpected], [])
            reports += storm.all()
            answered = sum(report.acknowledged is not None for report in storm.all())
            self.assertGreater(answered, 0, "the storm never began")
            self.assertLess(answered, len(storm.all()), "the kill came too late to hit anything")
            acknowledged += answered
            with Server(data, clock=clock) as again:
                self.assertEqual(self.lost(again.port, storm.all()), [])
        with Server(data, clock=clock) as server:
            numbers = self.numbers_on_second_try(server.port, reports)
            self.assertEqual(len(set(numbers)), len(reports))
            self.assertEqual(self.numbers_on_second_try(server.port, reports[:20]), numbers[:20])
        self.assertEqual(self.cases_in(data), len(reports))
        self.assert_verified(data, len(reports))
        print(f"{ROUNDS} kills, {acknowledged} of {len(reports)} acknowledged before them, ", end="")


if __name__ == "__main__":
    harness.main()
