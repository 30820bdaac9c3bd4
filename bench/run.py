#!/usr/bin/env python3
"""Measures the release build against named peers on this machine and prints one table of ratios. script/bench builds
the programs and calls this; bench/README.md explains the rows."""
import argparse
import sys

import build_speed
import cgi_speed
import counties
import desk_speed
import engine_speed
import generator_speed
import lookup_speed
import memory_use
import place
import publish_speed
import report_speed
import rounds
import watch_speed


class Table:
    """Prints each row as soon as it is measured, and all of them at the end."""

    def __init__(self):
        self.rows = []
        self.remarks = []

    def add(self, *rows):
        for row in rows:
            self.rows.append(row)
            print("  " + " | ".join(row.cells()), flush=True)

    def remark(self, *remarks):
        for remark in remarks:
            self.remarks.append(remark)
            print("  " + remark, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="alternated rounds a figure (default 9)")
    count = parser.parse_args().rounds
    table = Table()
    with place.Place() as where:
        row, sites = generator_speed.measure(where, count)
        table.add(row)
        data = where.make_data("var")
        serve, port = where.serve(data)
        # The first two demo copies have one case each; the reports go to all others.
        new_site, done_site, *others = sites
        print("look-ups ...", flush=True)
        looked_up, number = lookup_speed.measure(where, data, port, new_site, done_site, count)
        table.add(*looked_up)
        print("reports ...", flush=True)
        row, remark = report_speed.measure(where, port, others, count)
        table.add(row)
        table.remark(remark)
        print("CGI ...", flush=True)
        table.add(*cgi_speed.measure(where, data, port, done_site, number, count))
        where.stop(serve)
        print("the desk at 100,000 cases ...", flush=True)
        table.add(*desk_speed.measure(where, done_site, count))
        print("a county of 20,000 windows, ours and Hugo's ...", flush=True)
        more, said = build_speed.measure(where, max(1, count // 3))
        table.add(*more)
        table.remark(*said)
        print("an edit through watch in counties of 1,000 and 20,000 windows ...", flush=True)
        for row in watch_speed.measure(where, count):
            table.add(row)
        print("publications from the desk ...", flush=True)
        for row in publish_speed.measure(where, count):
            table.add(row)
    print("memory with 150 sites ...", flush=True)
    table.add(memory_use.measure())
    print("twenty counties ...", flush=True)
    rows, remark = counties.measure()
    table.add(*rows)
    table.remark(remark)
    print("both engines ...", flush=True)
    for row in engine_speed.measure(max(1, count // 3)):
        table.add(row)
    print(rounds.table(table.rows))
    for remark in table.remarks:
        print(remark)
    return 1 if any(row.is_missed() for row in table.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
