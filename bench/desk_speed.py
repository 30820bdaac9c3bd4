"""The desk with 100,000 cases and a million events: milliseconds of handler time per page, from request to response in
one process; and that opening the store takes no longer than with 1,000 cases."""
import json
import subprocess

import place
import rounds

CASES = 100_000
FEW = 1_000
LIMIT = 50.0   # milliseconds of handler time
MOST_GROWTH = 2.0


class Data:
    """A data folder with this number of cases of one site."""

    def __init__(self, where, site, cases):
        self.where, self.site = where, site
        self.folder = where.make_data(f"desk-{cases}")
        self.run("make", cases)

    def run(self, verb, number):
        command = [place.PEERS / "bench_desk", verb, self.where.published, place.TEMPLATES, self.folder, self.site,
                   str(number)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"bench_desk {verb} failed:\n{done.stderr[-2000:]}")
        return done.stdout

    def ask(self, verb, number):
        return json.loads(self.run(verb, number).splitlines()[-1])


def measure(where, site, count, cases=CASES):
    """A row for each page, against the limit, and one for opening."""
    many, few = Data(where, site, cases), Data(where, site, FEW)
    rows = [rounds.Milliseconds(f"desk, {cases:,} cases: {name}", figures, LIMIT)
            for name, figures in many.ask("ask", max(20, count * 5)).items()]
    opened, opened_few = rounds.alternate(count, lambda: min(many.ask("open", 5)), lambda: min(few.ask("open", 5)))
    rows.append(rounds.Growth(f"opening the store: {cases:,} cases, against {FEW:,}", opened, opened_few, MOST_GROWTH))
    return rows
