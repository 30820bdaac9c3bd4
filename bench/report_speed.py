"""Durable reports a second: confirming POSTs, each acknowledged after its commit reached the disk, from 32 clients at
once against one client alone. Group commit is what makes the difference."""
import time

import people
import rounds

TIME_TRAP = 1.1  # seconds: a confirmation within one second of its check page is answered with that page again
ALONE = 150      # reports a round, chosen so that a round takes some tenths of a second
TOGETHER = 1500
CLIENTS = 32
PER_SITE = 600   # the handler's own limit an hour; the sites are changed before it is reached


class Reports:
    """Confirmations ready to be sent, spread over all sites in turn. Every report comes from another address, told by
    X-Forwarded-For as by a proxy, because one address may send 20 an hour."""

    def __init__(self, port, sites):
        self.port, self.sites, self.made = port, sites, 0
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
        return requests


def measure(where, port, sites, count):
    """The row and a remark with the latencies."""
    if (ALONE + TOGETHER) * (count + 1) > PER_SITE * len(sites):
        raise SystemExit("too many rounds: the limit of reports an hour would stop them")
    reports = Reports(port, sites)
    latencies = {1: [], CLIENTS: []}

    def rate(clients, reports_a_round):
        def once():
            answers = where.ask(port, clients, 0, reports.prepare(reports_a_round))
            latencies[clients].append((answers["p50_ms"], answers["p99_ms"]))
            return answers["answers"] / answers["seconds"]
        return once

    together, alone = rounds.alternate(count, rate(CLIENTS, TOGETHER), rate(1, ALONE))
    remark = "reports: " + ", ".join(
        f"{clients} client{'s' if clients > 1 else ''}: half within {sorted(p50 for p50, _ in all_)[len(all_) // 2]:.1f} ms,"
        f" 99 in 100 within {sorted(p99 for _, p99 in all_)[len(all_) // 2]:.1f} ms"
        for clients, all_ in latencies.items())
    return rounds.Row("durable reports: 32 clients, against one client", "/s", together, alone, least=3, aim=8), remark
