#!/usr/bin/env python3
"""Kills the server at each step of writing a confirmation: no acknowledged ticket is lost or made twice.

Needs programs built with the unit tests: only these can stop at a step (core/base/stop_point.h)."""
import http.client
import shutil
import signal
import sqlite3
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

import harness
from harness import Server, Test, ask, check_page, confirm, run, set_clock, ticket

REPORTS = 4
BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"


class Report:
    """Sends one confirmation from its own address; returns the number in the answer."""

    def __init__(self, number, fields):
        self.source, self.fields = f"127.0.4.{number + 1}", fields
        self.acknowledged = None


class HastyProxy(BaseHTTPRequestHandler):
    """A proxy that acknowledges a confirmation before forwarding it, like a server without durable commits.

    The acknowledged number is correct: it comes from a second server with the same keys and another database."""

    upstream = 0
    promising = 0

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fields = dict(urllib.parse.parse_qsl(body.decode()))
        if fields.get("step") == "confirm":
            self.say(self.forward(self.promising, fields))
            self.forward(self.upstream, fields)
        else:
            self.say(self.forward(self.upstream, fields))

    def forward(self, port, fields):
        try:
            return ask(port, self.path, fields, self.client_address[0]).body
        except (OSError, http.client.HTTPException):
            return ""

    def say(self, page):
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class CrashPoints(Test):
    def setUp(self):
        super().setUp()
        self.time = self.clock(BEFORE)
        self.var = self.data()
        self.reports = []
        with Server(self.var, clock=self.time) as server:
            for number in range(REPORTS):
                words = f"第{number}件，一直没有下文。"
                self.reports.append(Report(number, check_page(server.port, source=f"127.0.4.{number + 1}", problem=words)))
        set_clock(self.time, AFTER)  # a confirmation within one second is asked again
        shutil.copytree(self.var, self.folder / "filled")

    def begin_again(self):
        shutil.rmtree(self.var)
        shutil.copytree(self.folder / "filled", self.var)
        for report in self.reports:
            report.acknowledged = None

    def confirm_until_it_dies(self, step, port=None):
        """Confirms one after another; returns the number of acknowledged ones."""
        server = Server(self.var, clock=self.time, stop_at=step).start()
        try:
            for report in self.reports:
                try:
                    report.acknowledged = confirm(port or server.port, report.fields, source=report.source).number
                except (OSError, http.client.HTTPException):
                    break  # expected: the server is gone
                self.assertIsNotNone(report.acknowledged)
            self.assertEqual(server.process.wait(harness.FAR_SECONDS), -signal.SIGKILL, f"never came to {step}")
        finally:
            server.kill()
        return sum(report.acknowledged is not None for report in self.reports)

    def assert_whole(self, step):
        """Acknowledged reports exist; a report confirmed again has the same single number."""
        with Server(self.var, clock=self.time) as server:
            for report in self.reports:
                if report.acknowledged is not None:
                    self.assertEqual(ticket(server.port, report.acknowledged).status, 200, f"lost at {step}")
            numbers = [confirm(server.port, report.fields, source=report.source).number for report in self.reports]
        self.assertEqual(len(set(numbers)), REPORTS, numbers)
        for report, number in zip(self.reports, numbers):
            self.assertIn(report.acknowledged, (None, number), step)
        connection = sqlite3.connect(self.var / "bancheng.sqlite")
        self.assertEqual(connection.execute("SELECT count(*) FROM cases").fetchone()[0], REPORTS, step)
        connection.close()
        verified = run(harness.handler(), "verify", "--data", self.var)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        self.assertIn(f"{REPORTS} events verified, of ", verified.stdout)

    def test_no_acknowledged_ticket_is_lost_and_none_is_made_twice_at_any_step(self):
        acknowledged = []
        for step in ("before commit", "committed", "told"):
            for time in (1, 2, 3, 4):
                self.begin_again()
                acknowledged.append(self.confirm_until_it_dies(f"{step}:{time}"))
                self.assert_whole(f"{step}:{time}")
        self.assertGreater(sum(acknowledged), 0, "nothing was acknowledged before any death")
        self.assertEqual(acknowledged[0], 0, "a number was told before the first commit")
        print(f"{len(acknowledged)} deaths, {sum(acknowledged)} acknowledged before them, ", end="")

    def test_control_an_answer_before_the_commit_is_found_out(self):
        """Through the proxy that acknowledges too early, the same test must lose a ticket."""
        shutil.copytree(self.var, self.folder / "other")
        with Server(self.folder / "other", clock=self.time) as other:
            server = Server(self.var, clock=self.time, stop_at="before commit").start()
            HastyProxy.upstream, HastyProxy.promising = server.port, other.port
            proxy = HTTPServer(("127.0.0.1", 0), HastyProxy)
            threading.Thread(target=proxy.serve_forever, daemon=True).start()
            report = self.reports[0]
            promised = confirm(proxy.server_address[1], report.fields, source=report.source).number
            self.assertIsNotNone(promised)
            self.assertEqual(server.process.wait(harness.FAR_SECONDS), -signal.SIGKILL)
            server.kill()
            proxy.shutdown()
            proxy.server_close()
        with Server(self.var, clock=self.time) as again:
            self.assertNotEqual(ticket(again.port, promised).status, 200, "nothing lost: this test could not fail")


if __name__ == "__main__":
    harness.main()
