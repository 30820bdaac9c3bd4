#!/usr/bin/env python3
"""The desk's publishing: from the second person's click until the page is live, on the six sites and in a county of 1,000
windows, and the edit of each of 20 editors who work at once."""
import concurrent.futures
import html
import re
import shutil
import subprocess
import sys
import threading
import time

import big_county
import people
import place
import rounds

WINDOWS = 1_000
LIMIT_OF_A_TOWN, LIMIT_OF_A_COUNTY = 2.0, 3.0
LIMIT_OF_AN_EDIT = 1.0
EDITORS = 20
PATIENCE = 120
PASSWORD = "kestrel-over-rice-fields"


class Office:
    """A site with its published pages, the server, the publisher and editors."""

    def __init__(self, where, name, site):
        self.where, self.site, self.folder = where, site, where.folder / name
        self.public, self.published = self.folder / "public", self.folder / "published"
        self.data = where.make_data(f"{name}-data")
        self.places = ("--content", self.folder / "content", "--templates", place.TEMPLATES, "--public", self.public,
                       "--published", self.published)
        where.run("generator", "build", "--quiet", *self.places)
        editors = [f"bianji{number}" for number in range(EDITORS)]
        for login in editors:
            done = subprocess.run([place.PROGRAMS / "handler", "user", "add", "--data", self.data, "--published",
                                   self.published, "--login", login, "--name", login, "--site", site, "--role", "editor",
                                   "--password-stdin"], input=PASSWORD + "\n", text=True, capture_output=True)
            if done.returncode != 0:
                raise SystemExit(done.stderr)
        self.server, self.port = where.start([place.PROGRAMS / "handler", "serve", *self.places, "--data", self.data,
                                              "--listen", "127.0.0.1:0"])
        self.publisher = subprocess.Popen([place.PROGRAMS / "handler", "publish", "--follow", *self.places, "--data",
                                           self.data], stdout=subprocess.DEVNULL)
        where.children.append(self.publisher)
        self.editors = [self.signed_in(login) for login in editors]

    def signed_in(self, login):
        person = people.Person(self.port, address="")
        person.must(303, "POST", f"/handle/desk/{self.site}/sign-in", {"login": login, "password": PASSWORD})
        return person

    def send(self, person, page, act, **typed):
        """Fills the first form of the page whose address ends with `act`. Returns the seconds from the click to the next
        page."""
        address = f"/handle/desk/{self.site}/publishing/{page}"
        for form in re.findall(r"<form\b.*?</form>", person.must(200, "GET", address), re.S):
            action = html.unescape(re.search(r'action="([^"]+)"', form).group(1))
            if action.endswith(act):
                fields = {**dict(people.hidden_fields(form)), **typed}
                began = time.monotonic()
                person.must(303, "POST", action, fields)
                return time.monotonic() - began
        raise SystemExit(f"no form {act} on {address}")

    def edit(self, person, name):
        return self.send(person, "bodies/working_group", "/working_group/replace", name=name, post="副县长")

    def publish(self, name):
        """Seconds from the agreement to the live page."""
        author, second = self.editors[:2]
        self.edit(author, name)
        self.send(author, "draft", "/draft/publish", reason="成员调整", secrecy="yes", present=PASSWORD)
        page = author.must(200, "GET", f"/handle/desk/{self.site}/publishing/history")
        number = max(int(found) for found in re.findall(r"/history/(\d+)", page))
        leaders = self.public / self.site / "leaders" / "index.html"
        began = time.monotonic()
        self.send(second, f"history/{number}", "/agree", secrecy="yes", present=PASSWORD)
        while name not in leaders.read_text(encoding="utf-8"):
            if time.monotonic() - began > PATIENCE:
                raise SystemExit(f"publication {number} of {self.site} did not become live")
            time.sleep(0.005)
        seconds = time.monotonic() - began
        # The next one is asked for when this one is noted as done.
        while "已发布" not in author.must(200, "GET", f"/handle/desk/{self.site}/publishing/history/{number}"):
            time.sleep(0.02)
        return seconds

    def edit_together(self):
        """Seconds of each editor's edit, all at once."""
        start = threading.Barrier(EDITORS)

        def one(number):
            start.wait()
            return self.edit(self.editors[number], f"编辑{number}")

        with concurrent.futures.ThreadPoolExecutor(EDITORS) as pool:
            return list(pool.map(one, range(EDITORS)))

    def close(self):
        self.where.stop(self.publisher)
        self.where.stop(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)


def six_sites(where):
    shutil.copytree(place.ROOT / "content", where.folder / "six" / "content")
    return Office(where, "six", "demo")


def big_site(where):
    content = where.folder / "county" / "content"
    shutil.copytree(place.ROOT / "content" / "calendar", content / "calendar")
    (content / "sites").mkdir()
    big_county.make(content / "sites", WINDOWS)
    return Office(where, "county", "big")


NAMES = ("路明远", "江水清", "柏树青", "钟点明", "方向新", "路明亮", "江水远", "柏树正", "钟点安")


def measure(where, count):
    for make, what, limit in ((six_sites, "the six sites", LIMIT_OF_A_TOWN),
                              (big_site, f"a county of {WINDOWS:,} windows", LIMIT_OF_A_COUNTY)):
        office = make(where)
        live = [office.publish(NAMES[i % len(NAMES)] + "同志" * (i // len(NAMES))) for i in range(max(3, count))]
        yield rounds.Seconds(f"publication from the desk, {what}", live, limit=limit)
        yield rounds.Seconds(f"an edit at the desk, {EDITORS} editors at once, {what}", office.edit_together(),
                             limit=LIMIT_OF_AN_EDIT)
        office.close()


def main():
    with place.Place() as where:
        for row in measure(where, int(sys.argv[1]) if len(sys.argv) > 1 else 5):
            print(rounds.table([row]), flush=True)


if __name__ == "__main__":
    main()
