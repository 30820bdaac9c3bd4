#!/usr/bin/env python3
"""The delay of a roster edit through `generator watch` in a county of 1,000 and of 20,000 windows: from saving the file
until the published page shows the new name."""
import json
import shutil
import subprocess
import sys
import time

import big_county
import place
import rounds

WINDOWS = 1_000
MANY_WINDOWS = 20_000  # more than any county has: reported without a limit
LIMIT = 0.5
PATIENCE = 120
# The default settings (with both), with parts switched off, and compressed.
SETTINGS = (("standard edition alone", ("--no-large", "--no-search")),
            ("with the large edition", ("--no-search",)),
            ("with the search index", ("--no-large",)),
            ("with both", ()),
            ("with both, compressed", ("--compress",)))
LEADER = "role: 组长, name: "


class Watched:
    """A county, and a watching generator that has published it."""

    def __init__(self, where, windows, options):
        self.folder = where.folder / f"watched-{windows}"
        shutil.rmtree(self.folder, ignore_errors=True)
        content = self.folder / "content"
        shutil.copytree(place.ROOT / "content" / "calendar", content / "calendar")
        (content / "sites").mkdir()
        big_county.make(content / "sites", windows)
        self.roster = content / "sites" / "big" / "bodies.yaml"
        self.leaders = self.folder / "public" / "big" / "leaders" / "index.html"
        self.name = self.roster.read_text(encoding="utf-8").split(LEADER)[1].split(",")[0]
        self.log = (self.folder / "log.json").open("w+", encoding="utf-8")
        self.child = subprocess.Popen([place.PROGRAMS / "generator", "watch", "--format", "json", "--content", content,
                                       "--templates", place.TEMPLATES, "--out", self.folder / "public", "--published",
                                       self.folder / "published", *options], stdout=self.log)
        where.children.append(self.child)
        self.wait_for(lambda: self.lines() >= 1)

    def lines(self):
        return (self.folder / "log.json").read_text(encoding="utf-8").count("\n")

    def wait_for(self, holds):
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end or self.child.poll() is not None:
                raise SystemExit("the watching generator did not publish the edit")
            time.sleep(0.002)

    def edit(self, name):
        """Seconds until the page shows it; also waits for the build's message, so that edits do not overlap."""
        told = self.lines()
        text = self.roster.read_text(encoding="utf-8").replace(LEADER + self.name, LEADER + name)
        self.name = name
        began = time.monotonic()
        self.roster.write_text(text, encoding="utf-8")
        shown = name.encode()
        self.wait_for(lambda: shown in self.leaders.read_bytes())
        seconds = time.monotonic() - began
        self.wait_for(lambda: self.lines() > told)
        return seconds

    def last(self):
        return json.loads((self.folder / "log.json").read_text(encoding="utf-8").splitlines()[-1])

    def close(self, where):
        where.stop(self.child)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


NAMES = ("方向亮", "方向正", "方向新", "方向远", "方向平", "方向宁", "方向安", "方向和", "方向成")


def measure(where, count):
    """A row for each setting and size; only the usual county with the default settings has a limit."""
    rows = [(WINDOWS, what, options) for what, options in SETTINGS] + [(MANY_WINDOWS, "with both", ())]
    for windows, what, options in rows:
        watched = Watched(where, windows, options)
        watched.edit("方向初")
        figures = [watched.edit(NAMES[i % len(NAMES)]) for i in range(max(3, count))]
        watched.close(where)
        yield rounds.Seconds(f"roster edit through watch, {windows:,} windows, {what}", figures,
                             limit=LIMIT if windows == WINDOWS and not options else None)


def main():
    with place.Place() as where:
        for row in measure(where, int(sys.argv[1]) if len(sys.argv) > 1 else 5):
            print(rounds.table([row]), flush=True)


if __name__ == "__main__":
    main()
