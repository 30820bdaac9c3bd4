#!/usr/bin/env python3
"""Kills the server at random moments under many confirmations: no acknowledged ticket is lost or made twice.

Run by script/prove with --rounds 1000; prints a table and the row of the proof. crash_points.py kills the server at each
step of a write, and is part of script/test."""
import concurrent.futures
import contextlib
import http.client
import random
import shutil
import sqlite3
import threading
import time

import harness
from harness import Given, Server, Test, check_page, confirm, prove, run, set_clock, ticket

ROUNDS = 12  # without --rounds
ROUNDS_OF_A_SEASON = 12  # on one database; most reports are above a site's budget and set aside
CLIENTS = 8
BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
REPORTS_PER_CLIENT = 12  # an address may send 20 an hour
SITES = ("demo", "pingyi", "beiguan")
HIT_AT_LEAST = 0.9  # of the kills must come while confirmations are under way


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


def lost_reports(port, reports):
    """The acknowledged reports whose number the server does not know."""
    missing = []
    for i, report in enumerate(reports):
        if report.acknowledged is None:
            continue
        source = f"127.1.{i // 200}.{i % 200 + 1}"
        if ticket(port, report.acknowledged, report.site, source).status != 200:
            missing.append(report)
    return missing


def numbers_on_second_try(port, reports):
    """What each reporter is told who confirms again; None for one who is told no number."""
    numbers = []
    for i, report in enumerate(reports):
        source = f"127.2.{i // 15}.{i % 15 + 1}"
        numbers.append(confirm(port, report.fields, report.site, source).number)
    return numbers


class Tally:
    """What all rounds together came to, and a sentence for everything that must not be."""

    def __init__(self):
        self.rounds = self.hits = self.acknowledged = self.confirmed = self.lost = self.doubled = self.unverified = 0
        self.start_seconds, self.wrong = [], []

    def add_lost(self, missing):
        self.lost += len(missing)
        self.wrong += [f"lost: {report.acknowledged} of {report.site}" for report in missing]

    def milliseconds(self, share):
        ordered = sorted(self.start_seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def verified(self):
        return "clean" if not self.unverified else f"{self.unverified} databases not clean"

    def table(self):
        return ("| kills | amid confirmations | acknowledged | confirmed again | lost | doubled | verification | "
                "start after a kill: median, p99, longest |\n|---|---|---|---|---|---|---|---|\n"
                f"| {self.rounds} | {self.hits} | {self.acknowledged} | {self.confirmed} | {self.lost} | {self.doubled} | "
                f"{self.verified} | {self.milliseconds(0.5):.0f}, {self.milliseconds(0.99):.0f}, "
                f"{self.milliseconds(1):.0f} ms |")

    def prove(self, what):
        prove(what, f"{self.rounds:,} kills, {self.acknowledged:,} acknowledged",
              f"{self.lost} lost, {self.doubled} doubled, verification {self.verified}; start after a kill "
              f"{self.milliseconds(0.5):.0f} ms, longest {self.milliseconds(1):.0f} ms")


class CrashStorm(Test):
    """On SQLite; postgres_storm.py has the same on PostgreSQL."""

    what = "server killed at random moments"

    def new_place(self):
        """An empty data folder and what programs on it find in their environment."""
        return self.data("season"), None

    def cases_in(self, data):
        connection = sqlite3.connect(f"file:{data / 'bancheng.sqlite'}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        finally:
            connection.close()

    def server(self, data, clock):
        return Server(data, clock=clock, env=self.environment)

    @contextlib.contextmanager
    def started(self, data, clock, tally):
        """A server on what a killed one left."""
        began = time.monotonic()
        with self.server(data, clock) as server:
            tally.start_seconds.append(time.monotonic() - began)
            yield server

    def round(self, number, data, clock, tally):
        """One kill; returns its reports."""
        set_clock(clock, BEFORE)
        server = self.server(data, clock).start()
        storm = Storm(number, server.port)
        set_clock(clock, AFTER)  # a confirmation within one second is asked again
        kill_amid(server, storm, fraction=random.uniform(0.05, 0.5))
        tally.wrong += [f"unexpected: {answer}" for answer in storm.unexpected]
        answered = sum(report.acknowledged is not None for report in storm.all())
        tally.rounds += 1
        tally.hits += 0 < answered < len(storm.all())
        tally.acknowledged += answered
        with self.started(data, clock, tally) as again:
            tally.add_lost(lost_reports(again.port, storm.all()))
        return storm.all()

    def confirm_again(self, data, clock, reports, tally):
        """Every reporter tries once more: the same number for the acknowledged, one number for each of the others."""
        with self.server(data, clock) as server:
            numbers = numbers_on_second_try(server.port, reports)
            again = numbers_on_second_try(server.port, reports[:20])
        tally.confirmed += len(numbers) - numbers.count(None)
        changed = [report for report, number in zip(reports, numbers)
                   if number is None or report.acknowledged not in (None, number)]
        doubled = len(numbers) - len(set(numbers)) + abs(self.cases_in(data) - len(reports)) + (again != numbers[:20])
        tally.doubled += len(changed) + doubled
        if changed or doubled:
            tally.wrong.append(f"{len(changed)} other or no numbers on the second try, {self.cases_in(data)} cases of "
                               f"{len(reports)} reports")

    def verify(self, data, events, tally):
        verified = run(harness.handler(), "verify", "--data", data, env=self.environment)
        if verified.returncode != 0 or f"{events} events verified, of " not in verified.stdout:
            tally.unverified += 1
            tally.wrong.append("not verified: " + verified.stdout + verified.stderr)

    def season(self, rounds, tally):
        """Some rounds on one database."""
        data, self.environment = self.new_place()
        clock = self.clock(BEFORE)
        reports = []
        for number in range(rounds):
            reports += self.round(number, data, clock, tally)
        self.confirm_again(data, clock, reports, tally)
        self.verify(data, len(reports), tally)
        shutil.rmtree(data)
        (self.folder / "season.log").unlink()

    def test_no_acknowledged_ticket_is_lost_and_none_is_made_twice(self):
        tally = Tally()
        wanted = Given.rounds or ROUNDS
        while tally.rounds < wanted:
            self.season(min(ROUNDS_OF_A_SEASON, wanted - tally.rounds), tally)
            print(f"{tally.rounds} kills, {tally.acknowledged} acknowledged, {len(tally.wrong)} wrong", flush=True)
        print("\n" + tally.table(), flush=True)
        tally.prove(self.what)
        self.assertEqual(tally.wrong[:10], [])
        self.assertEqual((tally.lost, tally.doubled, tally.unverified), (0, 0, 0))
        self.assertGreaterEqual(tally.hits, HIT_AT_LEAST * tally.rounds, "too many kills came before or after the work")
        print(f"{tally.rounds} kills, {tally.acknowledged} acknowledged before them, ", end="")


if __name__ == "__main__":
    harness.main()
