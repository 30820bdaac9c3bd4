"""A cold build of a county with 20,000 windows, one page each, against Hugo with an equal site and against writing the
same bytes directly; the growth of the cost, the cost of the other parts of a build, and the delay of an edit."""
import contextlib
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import big_county
import hugo_site
import place
import rounds

WINDOWS = 20_000
CORE = ("--no-large", "--no-search")


def run_measured(command, may_end=(0,)):
    """Returns seconds and peak memory in kB."""
    began = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in may_end:
        raise SystemExit(f"{command[0]} failed:\n{output.decode()}")
    return time.monotonic() - began, usage.ru_maxrss


class County:
    """One county with this number of windows, with new folders for every build: a file system is slow to create files
    where many were just deleted."""

    def __init__(self, folder, windows):
        self.folder = folder / f"county-{windows}"
        self.content = self.folder / "content"
        shutil.copytree(place.ROOT / "content" / "calendar", self.content / "calendar")
        (self.content / "sites").mkdir()
        big_county.make(self.content / "sites", windows)
        self.builds = 0
        self.public = None

    def build(self, *more, keep=False, target=None):
        """Returns seconds and peak memory in kB. `target`: the folder to write to, if not the county's own."""
        if not keep:
            self.builds += 1
            self.public = (target or self.folder) / f"public-{self.builds}"
        published = self.public.with_name(f"published-{self.builds}")
        return run_measured([place.PROGRAMS / "generator", "build", "--quiet", "--content", self.content, "--templates",
                             place.TEMPLATES, "--out", self.public, "--published", published, *more])

    def check(self):
        """The same; mistakes in the content are expected."""
        return run_measured([place.PROGRAMS / "generator", "check", "--content", self.content, "--templates",
                             place.TEMPLATES], may_end=(0, 1))

    def spoil_parents(self):
        """Shifts the column, so that no village's window has an existing parent."""
        table = self.content / "sites" / "big" / "windows.csv"
        table.write_text(table.read_text(encoding="utf-8").replace(",village,t", ",village,x"), encoding="utf-8")


class HugoSite:
    """The same county as a Hugo site."""

    def __init__(self, folder, county):
        self.source = folder / "hugo"
        self.folder = folder
        self.builds = 0
        self.public = None
        hugo_site.make(self.source, county.public / "big", county.content / "sites" / "big" / "windows.csv")

    def build(self, target=None):
        self.builds += 1
        self.public = (target or self.folder) / f"hugo-public-{self.builds}"
        return run_measured(["hugo", "--quiet", "--source", self.source, "--destination", self.public])

    def build_durably(self):
        """Syncs the written files, as our build does before it ends."""
        seconds, peak = self.build()
        began = time.monotonic()
        subprocess.run(["sync", "-f", self.public], check=True)
        return seconds + time.monotonic() - began, peak


def html_bytes(folder):
    return sum(file.stat().st_size for file in folder.rglob("*.html"))


def check_equality(county, hugo):
    """Checks the window pages of both: equal numbers, and HTML of equal size to within a tenth."""
    ours, theirs = county.public / "big" / "windows", hugo.public / "windows"
    pages, hugo_pages = (sum(1 for _ in folder.glob("*/index.html")) for folder in (ours, theirs))
    ours_bytes, hugo_bytes = html_bytes(ours), html_bytes(theirs)
    if pages != hugo_pages or abs(hugo_bytes - ours_bytes) > 0.1 * ours_bytes:
        raise SystemExit(f"the sites are not equal: {pages} pages of {ours_bytes} bytes here, {hugo_pages} of {hugo_bytes} "
                         "from Hugo")
    return f"{ours_bytes / 1e6:.1f} MB of window pages here, {hugo_bytes / 1e6:.1f} MB from Hugo"


def against_hugo(what, count, pages, ours, theirs, memory):
    """A row of two builds that return seconds and peak memory."""
    def speed(name, build):
        def run():
            seconds, peak = build()
            memory[name] = max(memory.get(name, 0), peak)
            return pages / seconds
        return run

    figures = rounds.alternate(count, speed("here", ours), speed("Hugo", theirs))
    return rounds.Row(f"{what}, {pages} pages, against Hugo", "/s", *figures, least=4, aim=8)


def in_memory(county, hugo):
    """Both builds in a folder in memory, emptied before each: the cost of the programs without the disk."""
    @contextlib.contextmanager
    def folder():
        with tempfile.TemporaryDirectory(prefix="bancheng-bench-", dir="/dev/shm") as name:
            yield pathlib.Path(name)

    def ours():
        with folder() as target:
            return county.build(*CORE, target=target)

    def theirs():
        with folder() as target:
            return hugo.build(target=target)

    return ours, theirs


def measure(where, count):
    """Returns rows, and remarks as text."""
    county = County(where.folder, WINDOWS)
    county.build(*CORE)
    pages = sum(1 for _ in county.public.rglob("*.html"))
    raw = where.folder / "raw"
    shutil.copytree(county.public, raw)
    hugo = HugoSite(where.folder, county)
    hugo.build()
    said = check_equality(county, hugo)
    memory, raw_builds = {}, itertools.count()

    def raw_writing():
        fresh = where.folder / f"raw-out-{next(raw_builds)}"
        done = subprocess.run([place.PEERS / "bench_raw_writer", raw, fresh], capture_output=True, text=True, check=True)
        return pages / float(done.stdout)

    def ours():
        return pages / county.build(*CORE)[0]

    rows = [against_hugo("cold build in memory", count, pages, *in_memory(county, hugo), memory),
            against_hugo("cold build, on the disk at the end", count, pages, lambda: county.build(*CORE),
                         hugo.build_durably, memory),
            rounds.Row("the same, against the same bytes written raw", "/s", *rounds.alternate(count, ours, raw_writing),
                       least=1 / 3, aim=1)]
    peaks = ", ".join(f"{peak / 1024:.0f} MB {name}" for name, peak in memory.items())
    return rows, [f"the same HTML: {said}; peak memory {peaks}", other_parts(county), growth(where)]


def other_parts(county):
    """The cost of each part of a full build, in seconds."""
    figures = {"standard edition": county.build(*CORE)[0], "and the large edition": county.build("--no-search")[0],
               "and the search index": county.build()[0]}
    figures["everything again, nothing changed"] = county.build(keep=True)[0]
    figures["everything compressed"] = county.build("--compress")[0]
    figures["the same again, nothing changed"] = county.build("--compress", keep=True)[0]
    return "seconds: " + ", ".join(f"{what} {seconds:.1f}" for what, seconds in figures.items())


SIZES = (1_000, 10_000, 100_000)


def growth(where):
    """Microseconds per window for counties of several sizes: of a build, of a check (both editions, nothing written),
    and of a check in which every village names a missing town. Constant or falling if the cost is linear."""
    figures = {"build": [], "check": [], "check with every parent unknown": []}
    for windows in SIZES:
        county = County(where.folder, windows)
        measured = [county.build(*CORE), county.check()]
        county.spoil_parents()
        measured.append(county.check())
        for row, (seconds, peak) in zip(figures.values(), measured):
            row.append(f"{windows} windows {seconds / windows * 1e6:.0f} ({peak // 1024} MB)")
        shutil.rmtree(county.folder)
    return "microseconds a window: " + "; ".join(f"{what}: {', '.join(row)}" for what, row in figures.items())


def main():
    with place.Place() as where:
        rows, remarks = measure(where, int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    print(rounds.table(rows))
    print("\n".join(remarks))


if __name__ == "__main__":
    main()
