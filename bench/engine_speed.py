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
REPORTS = 400  # a round
CLIENTS = 32
LOOKING = 8    # connections of look-ups
SECONDS = 1.0  # of look-ups
# What is measured: words, handlers, server. The first one is the peer of all others.
ALONE, PAIR = "alone", "pair"
WAYS = (("SQLite, one handler", 1, None), ("SQLite, two handlers", 2, None), ("PostgreSQL, one handler", 1, ALONE),
        ("PostgreSQL, two handlers", 2, ALONE), ("PostgreSQL with a synchronous standby, two handlers", 2, PAIR))


class Handlers:
    """Some handlers on one database, and clients that share themselves out among them."""

    def __init__(self, where, name, number, sites, service=None):
        self.where = where
        options = {"env": postgres_cluster.on_postgres(service)} if service else {}
        folders = [where.make_data(name)]
        for other in range(1, number):
            # On a server each handler has a folder of its own with the same keys.
            folders.append(shutil.copytree(folders[0], f"{folders[0]}-{other}") if service else folders[0])
        self.children, self.ports = zip(*[where.serve(folder, **options) for folder in folders])
        # Before any report: what a site sets aside has another page.
        self.tickets = tickets(self.ports[0], sites)
        self.reports = report_speed.Reports(self.ports[0], sites)

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

    def reporting(self):
        return self.rate(CLIENTS, 0, self.reports.prepare(REPORTS))

    def looking(self):
        return self.rate(LOOKING, SECONDS, self.tickets)


def tickets(port, sites):
    """A look-up of a new case on each site, as bytes. Each is reported from an address of its own, because an address
    may send few reports."""
    person = people.Person(port)
    confirmations = [people.confirmation(person, site, people.filled_form(person, site)) for site in sites]
    time.sleep(report_speed.TIME_TRAP)
    receipts = []
    for number, (site, fields) in enumerate(zip(sites, confirmations)):
        person.address = f"198.51.100.{number + 1}"
        receipts.append(person.must(200, "POST", f"/handle/{site}/report", fields))
    return [lookup_speed.ticket_request(site, people.ticket_number(receipt)) for site, receipt in zip(sites, receipts)]


def figures_of(all_handlers, work, count):
    """The figures of each, after one discarded round; each round begins with another one."""
    figures = [[] for _ in all_handlers]
    for number in range(-1, count):
        for step in range(len(all_handlers)):
            which = (step + number) % len(all_handlers)
            figure = work(all_handlers[which])
            if number >= 0:
                figures[which].append(figure)
    return figures


def rows(all_handlers, sites, count):
    ending = f"{len(sites)} site{'s' if len(sites) > 1 else ''}, against one handler on SQLite"
    for kind, work in (("durable reports", Handlers.reporting), ("look-ups", Handlers.looking)):
        peer, *others = figures_of(all_handlers, work, count)
        for (what, _, _), ours in zip(WAYS[1:], others):
            yield rounds.Row(f"{kind}: {what}, {ending}", "/s", ours, peer)


def measure(count):
    """Yields the rows, in some minutes."""
    with place.Place() as where:
        where.copy_sites(max(SITES), ("demo",))
        where.build(where.public, where.published)
        sites = sorted(path.name for path in where.published.iterdir() if (path / "current").is_file())
        servers = {ALONE: postgres_cluster.Node(where.folder / "alone", durable=True),
                   PAIR: postgres_cluster.Pair(where.folder, durable=True)}
        try:
            for server in servers.values():
                server.make()
            servers[PAIR].copy_to_standby()
            for number in SITES:
                made = []
                for way, (_, handlers, server) in enumerate(WAYS):
                    name = f"engine_{number}_{way}"
                    service = servers[server].new_database(name, where.folder / f"{name}.service") if server else None
                    made.append(Handlers(where, name, handlers, sites[:number], service))
                yield from rows(made, sites[:number], count)
                for handlers in made:
                    handlers.stop()
        finally:
            for server in servers.values():
                server.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    measured = []
    for row in measure(parser.parse_args().rounds):
        measured.append(row)
        print("  " + " | ".join(row.cells()), flush=True)
    print(rounds.table(measured))


if __name__ == "__main__":
    main()
