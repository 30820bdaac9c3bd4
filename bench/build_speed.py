"""A cold build of a county with 20,000 windows, a page each, against Hugo given an equal site, and against writing the same
bytes raw; how the cost grows; what the other parts of a build cost; and how soon an edit is live."""
import os
import shutil
import subprocess
import sys
import time

import big_county
import hugo_site
import place
import rounds

WINDOWS = 20_000
CORE = ("--no-large", "--no-search")


def run_measured(command):
    """Seconds, and the peak of memory in kB."""
    began = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command[0]} failed:\n{output.decode()}")
    return time.monotonic() - began, usage.ru_maxrss


class County:
    """One county of so many windows, with fresh folders for every build."""

    def __init__(self, where, windows):
        self.folder = where.folder / f"county-{windows}"
        self.content = self.folder / "content"
        shutil.copytree(place.ROOT / "content" / "calendar", self.content / "calendar")
        (self.content / "sites").mkdir()
        big_county.make(self.content / "sites", windows)
        self.builds = 0
        self.public = None

    def build(self, *more, keep=False):
        """Into folders of their own: where many files were just deleted, a file system is slow to make new ones."""
        if not keep:
            self.builds += 1
            self.public = self.folder / f"public-{self.builds}"
        return run_measured([place.PROGRAMS / "generator", "build", "--quiet", "--content", self.content, "--templates",
                             place.TEMPLATES, "--out", self.public, "--published", self.folder / f"published-{self.builds}", *more])


def html_bytes(folder):
    return sum(file.stat().st_size for file in folder.rglob("*.html"))


def measure(where, count):
    """Rows, and remarks as text."""
    county = County(where, WINDOWS)
    county.build(*CORE)
    site = county.public / "big"
    pages = sum(1 for _ in county.public.rglob("*.html"))
    hugo = where.folder / "hugo"
    layouts = hugo_site.make(hugo, site, county.content / "sites" / "big" / "windows.csv")
    hugo_out = where.folder / "hugo-public"

    def build_hugo():
        shutil.rmtree(hugo_out, ignore_errors=True)
        return run_measured(["hugo", "--quiet", "--source", hugo, "--destination", hugo_out])

    build_hugo()
    ours_bytes, hugo_bytes = html_bytes(site / "windows"), html_bytes(hugo_out / "windows")
    if abs(hugo_bytes - ours_bytes) > 0.1 * ours_bytes:
        raise SystemExit(f"the sites are not equal: {ours_bytes} bytes of HTML here, {hugo_bytes} from Hugo")
    raw = where.folder / "raw"
    shutil.copytree(county.public, raw / "same")
    memory = {"ours": 0, "hugo": 0}

    def ours():
        seconds, peak = county.build(*CORE)
        memory["ours"] = max(memory["ours"], peak)
        return pages / seconds

    def theirs():
        seconds, peak = build_hugo()
        memory["hugo"] = max(memory["hugo"], peak)
        return pages / seconds

    def raw_writing():
        fresh = where.folder / "raw-out"
        done = subprocess.run([place.PEERS / "bench_raw_writer", raw / "same", fresh], capture_output=True, text=True,
                              check=True)
        shutil.rmtree(fresh)
        return pages / float(done.stdout)

    rows = [rounds.Row(f"cold build, {pages} pages, against Hugo", "/s", *rounds.alternate(count, ours, theirs), least=4,
                       aim=8),
            rounds.Row("the same, against the same bytes written raw", "/s", *rounds.alternate(count, ours, raw_writing),
                       least=1 / 3, aim=1)]
    remarks = [f"the same HTML: {ours_bytes / 1e6:.1f} MB of window pages here, {hugo_bytes / 1e6:.1f} MB from Hugo "
               f"({layouts} layouts); peak memory {memory['ours'] / 1024:.0f} MB here, {memory['hugo'] / 1024:.0f} MB Hugo"]
    remarks.append(other_parts(county))
    remarks.append(growth(where))
    return rows, remarks


def other_parts(county):
    """What a build with everything costs, piece by piece, in seconds."""
    figures = {"standard edition": county.build(*CORE)[0], "and the large edition": county.build("--no-search")[0],
               "and the search index": county.build()[0]}
    figures["everything again, nothing changed"] = county.build(keep=True)[0]
    figures["everything compressed"] = county.build("--compress")[0]
    figures["the same again, nothing changed"] = county.build("--compress", keep=True)[0]
    return "seconds: " + ", ".join(f"{what} {seconds:.1f}" for what, seconds in figures.items())


def growth(where):
    """Microseconds a page for counties of several sizes: the same if the cost is linear."""
    figures = []
    for windows in (1_000, 10_000, 100_000):
        county = County(where, windows)
        seconds, peak = county.build(*CORE)
        figures.append(f"{windows} windows {seconds / windows * 1e6:.0f} ({peak // 1024} MB)")
        shutil.rmtree(county.folder)
    return "microseconds a page: " + ", ".join(figures)


def main():
    with place.Place() as where:
        rows, remarks = measure(where, int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    print(rounds.table(rows))
    print("\n".join(remarks))


if __name__ == "__main__":
    main()
