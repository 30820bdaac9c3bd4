#!/usr/bin/env python3
"""Visitors ask while an attacker holds 200, 1,000 and 3,000 sockets open in each of seven ways: up to 1,000 sockets no
visitor is refused, the median stays below 20 ms, and the server below 128 MB. Prints a table.

Run by script/prove. BANCHENG_FIRE_REQUESTS says how many requests the visitors make in each cell (1,000)."""
import http.client
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

import harness
from attacker import MODES
from harness import Given, Server, Test, ask, check_page, confirm, prove, set_clock, ticket

SIZES = (200, 1000, 3000)
REQUESTS = int(os.environ.get("BANCHENG_FIRE_REQUESTS", "1000"))
MOST_REFUSED_UP_TO = 1000  # sockets; above that refusals are counted and allowed
MOST_MEDIAN_MS = 20.0
MOST_MEGABYTES = 128.0
LONGEST_CELL = 600.0  # seconds
LARGE_FILE = 20 << 20
BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"


class Attack:
    def __init__(self, mode, sockets, port):
        self.process = subprocess.Popen(
            [sys.executable, "-B", pathlib.Path(__file__).with_name("attacker.py"), mode, str(sockets), str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        assert self.process.stdout.readline() == "ready\n", "the attacker did not begin"
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(harness.FAR_SECONDS)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


class Cell:
    """What the visitors met in one mode at one number of sockets."""

    def __init__(self):
        self.milliseconds, self.refused, self.megabytes = [], [], 0.0

    def rank(self, share):
        ordered = sorted(self.milliseconds) or [float("inf")]
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def row(self, mode, sockets):
        return (f"| {mode} | {sockets} | {len(self.milliseconds)} | {len(self.refused)} | {self.rank(0.5):.1f} | "
                f"{self.rank(0.99):.1f} | {self.megabytes:.0f} |")


def peak_megabytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmHWM")


class UnderFire(Test):
    def setUp(self):
        super().setUp()
        self.time = self.clock(BEFORE)
        # Only these pages: an attacker needs a large file, and the visitors one page.
        self.site = self.folder / "site"
        (self.site / "public" / "demo").mkdir(parents=True)
        (self.site / "published").symlink_to(Given.site / "published")
        for page in ("index.html", "demo/index.html"):
            shutil.copy(Given.site / "public" / page, self.site / "public" / page)
        (self.site / "public" / "large.pdf").write_bytes(b"%PDF" + b"a" * LARGE_FILE)

    def reported(self, port):
        set_clock(self.time, BEFORE)
        fields = check_page(port)
        set_clock(self.time, AFTER)
        answer = confirm(port, fields)
        self.assertIsNotNone(answer.number, str(answer))
        return answer.number

    def visit(self, cell, port, number):
        """One look-up or one static page in turn, each on a connection of its own; the addresses change."""
        end = time.monotonic() + LONGEST_CELL
        for i in range(REQUESTS):
            source = f"127.200.{i // 40 % 250}.{i // 10 % 4 + 1}"
            began = time.monotonic()
            self.assertLess(began, end, "the cell takes too long")
            try:
                answer = ticket(port, number, source=source) if i % 2 else ask(port, "/demo/", source=source)
            except (OSError, http.client.HTTPException) as error:
                cell.refused.append(repr(error))
                continue
            if answer.status == 200:
                cell.milliseconds.append((time.monotonic() - began) * 1000)
            else:
                cell.refused.append(str(answer))

    def cell(self, mode, sockets):
        cell = Cell()
        with Server(self.data(f"var-{mode}-{sockets}"), site=self.site, clock=self.time) as server:
            number = self.reported(server.port)
            with Attack(mode, sockets, server.port):
                self.visit(cell, server.port, number)
            cell.megabytes = peak_megabytes(server.process.pid)
            self.assertEqual(ticket(server.port, number).status, 200, "served at once after the attack")
            self.assertEqual(server.stop(), 0)
        return cell

    def test_visitors_are_served_in_every_mode(self):
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        self.assertGreaterEqual(hard, max(SIZES) + 100, "the attacker needs as many open files: raise ulimit -Hn")
        print("\n| mode | sockets | served | refused | median ms | p99 ms | peak MB |\n|---|---|---|---|---|---|---|")
        cells = {}
        for mode in MODES:
            for sockets in SIZES:
                with self.subTest(mode=mode, sockets=sockets):
                    cell = cells[mode, sockets] = self.cell(mode, sockets)
                    print(cell.row(mode, sockets), flush=True)
                    if sockets <= MOST_REFUSED_UP_TO:
                        self.assertEqual(cell.refused[:3], [])
                        self.assertLess(cell.rank(0.5), MOST_MEDIAN_MS)
                    self.assertLess(cell.megabytes, MOST_MEGABYTES)
        self.prove(cells)

    def prove(self, cells):
        held = [cell for (_, sockets), cell in cells.items() if sockets <= MOST_REFUSED_UP_TO]
        if not held:
            return
        prove(f"visitors under {len(MODES)} attacks, up to {max(SIZES):,} sockets",
              f"{sum(len(cell.milliseconds) for cell in cells.values()):,} answers",
              f"{sum(len(cell.refused) for cell in held)} refused up to {MOST_REFUSED_UP_TO:,} sockets; slowest cell "
              f"median {max(cell.rank(0.5) for cell in held):.1f} ms, p99 {max(cell.rank(0.99) for cell in held):.1f} ms; "
              f"at most {max(cell.megabytes for cell in cells.values()):.0f} MB")


if __name__ == "__main__":
    harness.main()
