"""Twenty counties on one machine, each with a handler, a data folder and published versions of its own, as
bancheng@COUNTY runs them: memory, start, look-ups, what idling costs, and what a copy of each costs that bancheng-copy
makes each minute."""
import resource
import shutil
import statistics
import time

import desk_speed
import lookup_speed
import people
import place
import rounds

COUNTIES = 20
CASES = 2000  # that a county has had
LOOK_UPS = 100  # in each county, one after the other
TICKS = 61  # seconds, in which each handler ticks once
KEPT = "60"

MEMORY = 1000  # MB, of all together
WAIT = 50.0  # milliseconds
MINUTE = 60


class County:
    """Its folders, and the handler that runs on them. `began`: the seconds until it served."""

    def __init__(self, where, name, mass):
        self.where = where
        home = where.folder / name
        self.data, self.published, self.copies = home / "data", home / "published", home / "copies"
        shutil.copytree(mass, self.data)
        shutil.copytree(where.published, self.published)
        self.copies.mkdir()
        self.began, self.port, self.child, self.person, self.number = 0, 0, None, None, ""

    def serve(self):
        began = time.monotonic()
        self.child, self.port = self.where.serve(self.data, self.published)
        self.began = time.monotonic() - began

    def report(self, site):
        self.number = lookup_speed.new_ticket(self.port, site)
        self.person = people.Person(self.port)

    def look_up(self, site):
        """Milliseconds."""
        began = time.monotonic()
        self.person.must(200, "POST", f"/handle/{site}/ticket", [("number", self.number)])
        return 1000 * (time.monotonic() - began)

    def megabytes(self):
        """Its share of the machine's memory: what several processes have in common counts once (PSS)."""
        said = place.pathlib.Path(f"/proc/{self.child.pid}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:")) / 1000

    def processor_seconds(self):
        said = place.pathlib.Path(f"/proc/{self.child.pid}/stat").read_text(encoding="ascii")
        fields = said.rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def copy(self):
        self.where.run("handler", "backup", "--data", self.data, "--published", self.published, "--templates",
                       place.TEMPLATES, "--to", self.copies, "--keep", KEPT)


def look_ups(counties, site):
    return [county.look_up(site) for _ in range(LOOK_UPS) for county in counties]


def percentile(figures, share):
    return sorted(figures)[int(share * (len(figures) - 1))]


def copy_all(counties):
    """Seconds of the clock and of the processor for a copy of each county, one after the other."""
    def spent():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    began, before = time.monotonic(), spent()
    for county in counties:
        county.copy()
    return time.monotonic() - began, spent() - before


def idle_cost(counties):
    """Milliseconds of the processor that a county takes in a minute with no visitor."""
    before = [county.processor_seconds() for county in counties]
    time.sleep(TICKS)
    return 1000 * statistics.mean(county.processor_seconds() - used for county, used in zip(counties, before))


def measure():
    with place.Place() as where:
        site, = where.copy_sites(1, ["demo"])
        where.build(where.public, where.published)
        mass = desk_speed.Data(where, site, CASES).folder
        size = (mass / "bancheng.sqlite").stat().st_size / 1e6
        counties = [County(where, f"county-{number:02}", mass) for number in range(COUNTIES)]
        for county in counties:
            county.serve()
        for county in counties:
            county.report(site)
        waits = look_ups(counties, site)
        memory = sum(county.megabytes() for county in counties)
        idle = idle_cost(counties)
        seconds, used = copy_all(counties)
        starts = [1000 * county.began for county in counties]
    rows = [rounds.Megabytes(f"memory of {COUNTIES} handlers with {CASES:,} cases each ({size:.0f} MB)", memory, MEMORY),
            rounds.Milliseconds(f"look-up in one of {COUNTIES} counties", waits, WAIT),
            rounds.Seconds(f"a copy of each of {COUNTIES} counties, of the processor", [used], MINUTE)]
    return rows, (f"{COUNTIES} counties: start {statistics.median(starts):.0f} ms (longest {max(starts):.0f}); look-up "
                  f"p50 {percentile(waits, 0.5):.1f} ms, p99 {percentile(waits, 0.99):.1f} ms; {idle:.0f} ms of the "
                  f"processor a minute and county without visitors; copies of all within {seconds:.0f} s")


if __name__ == "__main__":
    made, remark = measure()
    print(rounds.table(made))
    print(remark)
