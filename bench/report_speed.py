"""Durable reports per second: confirming POSTs from 32 clients, each acknowledged after its commit reached the disk,
against cpp-httplib alone with one SQLite row per POST, group commit, and a page of the same size."""
import time

import people
import place
import rounds

TIME_TRAP = 1.1  # seconds: a confirmation within one second of its check page is asked again
REPORTS = 1500   # a round, so that it takes some tenths of a second
CLIENTS = 32


class Reports:
    """Confirmations ready to be sent, spread over all sites. Every report has another address, given by X-Forwarded-For
    as by a proxy, because one address may send 20 an hour."""

    def __init__(self, port, sites):
        self.port, self.sites, self.made, self.last = port, sites, 0, []
        person = people.Person(port)
        self.forms = {site: people.filled_form(person, site) for site in sites}

    def prepare(self, count):
        person = people.Person(self.port)
        requests = []
        for _ in range(count):
            site = self.sites[self.made % len(self.sites)]
            fields = people.confirmation(person, site, self.forms[site])
            address = f"10.{self.made >> 16 & 255}.{self.made >> 8 & 255}.{self.made & 255}"
            requests.append(people.post_bytes(f"/handle/{site}/report", fields, address))
            self.made += 1
        time.sleep(TIME_TRAP)
        self.last = requests
        return requests

    def receipt_bytes(self):
        """The size of the page that acknowledges a report."""
        person, site = people.Person(self.port), self.sites[0]
        fields = people.confirmation(person, site, self.forms[site])
        time.sleep(TIME_TRAP)
        return len(person.must(200, "POST", f"/handle/{site}/report", fields).encode())


def measure(where, port, sites, count):
    """Returns the row and a remark with the latencies."""
    reports = Reports(port, sites)
    size = reports.receipt_bytes()
    bare, bare_port = where.start([place.PEERS / "bench_bare_reports", where.folder / "bare.sqlite", str(size)])
    latencies = []

    def ours():
        answers = where.ask(port, CLIENTS, 0, reports.prepare(REPORTS))
        latencies.append((answers["p50_ms"], answers["p99_ms"]))
        return answers["answers"] / answers["seconds"]

    def peer():
        # The bytes of real reports; the peer accepts them repeatedly.
        answers = where.ask(bare_port, CLIENTS, 0, reports.last)
        return answers["answers"] / answers["seconds"]

    figures = rounds.alternate(count, ours, peer)
    where.stop(bare)
    half, most = (sorted(times)[len(latencies) // 2] for times in zip(*latencies))
    remark = f"reports: {CLIENTS} clients: half within {half:.1f} ms, 99 in 100 within {most:.1f} ms"
    return rounds.Row(f"durable reports: {CLIENTS} clients, against bare cpp-httplib and SQLite", "/s", *figures), remark
