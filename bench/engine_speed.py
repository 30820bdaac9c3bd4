"""Reports and look-ups with the data in PostgreSQL, and by two handlers at once, against one handler on a SQLite file,
with 1, 10 and 100 sites. `python3 bench/engine_speed.py` measures these rows alone."""
import argparse
import concurrent.futures
import shutil
import sys
import time

import lookup_speed
import people
import place
import report_speed
import rounds

sys.path.insert(0, str(place.ROOT / "tests" / "programs"))
import postgres_cluster  # noqa: E402  (found by the line above)

SITES = (1, 10, 100)
REPORTS = 900  # a round
CLIENTS = 32
LOOKING = 8    # connections of look-ups
SECONDS = 1.5


class Handlers:
    """Some handlers on one database, and clients that share themselves out among them."""

    def __init__(self, where, name, number, service=None):
        self.where = where
        options = {"env": postgres_cluster.on_postgres(service)} if service else {}
        first = where.make_data(name)
        folders = [first] + [first if service is None else where.folder / f"{name}-{i}" for i in range(1, number)]
        for folder in set(folders) - {first}:
            shutil.copytree(first, folder)
        self.children, self.ports = zip(*[where.serve(folder, **options) for folder in folders])

    def stop(self):
        for child in self.children:
            self.where.stop(child)

    def rate(self, connections, seconds, requests):
        """Answers a second of all together."""
        number = len(self.ports)
        shares = [requests[i::number] if seconds == 0 else requests for i in range(number)]
        with concurrent.futures.ThreadPoolExecutor(number) as pool:
            answers = list(pool.map(
                lambda port, share: self.where.ask(port, connections // number, seconds, share), self.ports, shares))
        return sum(one["answers"] for one in answers) / max(one["seconds"] for one in answers)


def tickets(port, sites):
    """A look-up of a new case on each site, as bytes."""
    person = people.Person(port)
    confirmations = [(site, people.confirmation(person, site, people.filled_form(person, site))) for site in sites]
    time.sleep(report_speed.TIME_TRAP)
    receipts = [(site, person.must(200, "POST", f"/handle/{site}/report", fields)) for site, fields in confirmations]
    return [lookup_speed.ticket_request(site, people.ticket_number(receipt)) for site, receipt in receipts]


def rows(ours, peer, sites, what, count):
    """Two rows: the same work for both."""
    def reporting(handlers):
        reports = report_speed.Reports(handlers.ports[0], sites)
        return lambda: handlers.rate(CLIENTS, 0, reports.prepare(REPORTS))

    def looking(handlers):
        requests = tickets(handlers.ports[0], sites)
        return lambda: handlers.rate(LOOKING, SECONDS, requests)
    ending = f"{what}, {len(sites)} site{'s' if len(sites) > 1 else ''}, against one handler on SQLite"
    for kind, measure in (("durable reports", reporting), ("look-ups", looking)):
        yield rounds.Row(f"{kind}: {ending}", "/s", *rounds.alternate(count, measure(ours), measure(peer)))


def measure(where, count):
    """Yields the rows. `where` has at least as many sites as SITES says."""
    sites = sorted(path.name for path in where.published.iterdir() if (path / "current").is_file())
    alone = postgres_cluster.Node(where.folder / "alone", durable=True)
    pair = postgres_cluster.Pair(where.folder, durable=True)
    try:
        alone.make()
        pair.make()
        pair.copy_to_standby()
        for number in SITES:
            chosen = sites[:number]
            for what, handlers, server in (("SQLite, two handlers", 2, None), ("PostgreSQL, one handler", 1, alone),
                                           ("PostgreSQL, two handlers", 2, alone),
                                           ("PostgreSQL with a synchronous standby, two handlers", 2, pair)):
                name = f"bench_{number}_{what.count('standby')}_{handlers}"
                service = server.new_database(name, where.folder / f"{name}.service") if server else None
                peer = Handlers(where, f"{what}, {number}, peer", 1)
                ours = Handlers(where, f"{what}, {number}", handlers, service)
                yield from rows(ours, peer, chosen, what, count)
                ours.stop()
                peer.stop()
    finally:
        alone.remove()
        pair.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    count = parser.parse_args().rounds
    with place.Place() as where:
        where.copy_sites(max(SITES), ("demo",))
        where.build(where.public, where.published)
        measured = []
        for row in measure(where, count):
            measured.append(row)
            print("  " + " | ".join(row.cells()), flush=True)
        print(rounds.table(measured))


if __name__ == "__main__":
    main()
