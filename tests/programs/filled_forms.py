#!/usr/bin/env python3
"""The desk fills the towns' own forms with a case: each ID of tests/requirements/filled.txt is a test of its own."""
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "requirements"))
import harness
from harness import Server, ask, check_page, confirm, handler, hidden_fields, run, set_clock
from page_text import rows_of, says

LISTED = pathlib.Path(__file__).resolve().parent.parent / "requirements" / "filled.txt"
PASSWORD = "kestrel-over-rice-fields"
REPORT = {"name": "赵小满", "matter": "新生儿落户"}

# The steps of each town's case: time, user, action, fields. Each town prints its forms at the end.
LIVES = {
    "pingyi": ("hall_counters", {}, (
        ("2026-09-28T09:10", "front_desk", "accept", {"kind": "matter", "tier": "general", "matter": "新生儿落户"}),
        ("2026-09-28T09:20", "dispatcher", "dispatch", {"unit": "hall_counters", "note": "请核对出生证明"}),
        ("2026-09-28T09:30", "unit", "sign_for", {}),
        ("2026-09-28T15:00", "unit", "reply", {"outcome": "resolved", "reply": "已经给孩子上了户口。"}),
        ("2026-09-28T15:10", "front_desk", "feed_back", {"reply": "户口上好了。", "channel": "written"}),
        ("2026-09-28T15:20", "front_desk", "close", {}),
        ("2026-09-28T15:30", "front_desk", "evaluate", {"grade": "satisfied"}),
    )),
    "beiguan": ("human_resources", {}, (
        ("2026-09-29T16:50", "front_desk", "accept", {"kind": "matter", "tier": "yellow", "matter": "稳岗补贴"}),
        ("2026-09-29T16:55", "front_desk", "dispatch", {"unit": "human_resources", "note": "请三天内拿出办法。"}),
        ("2026-09-30T09:30", "unit", "sign_for", {}),
        ("2026-09-30T10:00", "unit", "reply",
         {"outcome": "resolved", "reply": "补贴已经发放。", "statement": "经核实，漏发一个月，已补。"}),
        ("2026-09-30T10:10", "front_desk", "feed_back", {"reply": "补贴发放了。", "channel": "written"}),
        ("2026-09-30T15:00", "front_desk", "visit", {"visit": "反映人说钱到了。"}),
        ("2026-09-30T15:10", "front_desk", "close", {}),
    )),
    "panzhihua": ("hall_counters", {}, (
        ("2026-09-28T09:10", "front_desk", "accept", {"kind": "matter", "tier": "general", "matter": "新生儿落户"}),
    )),
    "shaoguan": ("stationed_units", {"id_number": "440200199001011234", "address": "浈江区风采路8号"}, (
        ("2026-09-28T09:10", "front_desk", "accept", {"kind": "matter", "tier": "general", "matter": "新生儿落户"}),
        ("2026-09-28T09:20", "front_desk", "dispatch", {"unit": "stationed_units"}),
        ("2026-09-28T10:00", "front_desk", "ask_materials", {"list": "出生医学证明"}),
        ("2026-09-28T15:00", "front_desk", "receive_materials", {}),
        ("2026-09-29T09:00", "unit", "sign_for", {}),
        ("2026-09-29T10:00", "unit", "reply", {"outcome": "resolved", "reply": "已经办好。"}),
        ("2026-09-29T10:10", "front_desk", "feed_back", {"reply": "办好了。", "channel": "written"}),
        ("2026-09-29T10:20", "front_desk", "close", {}),
        ("2026-09-29T15:00", "front_desk", "visit", {"visit": "反映人说户口办好了。"}),
    )),
}
NAMES = {"front_desk": "王登记", "dispatcher": "李转办", "unit": "陈承办"}


class Town:
    """One town's window on a running server: users of three roles, and one case."""

    def __init__(self, server, site, data, clock):
        self.server, self.site, self.data, self.clock = server, site, data, clock
        self.cookies = {}

    def login(self, role):
        return f"{self.site}-{role}".replace("_", "-")

    def hire(self, role, unit):
        reach = ("--unit", unit) if role == "unit" else ()
        added = run(handler(), "user", "add", "--data", self.data, "--published", harness.Given.site / "published",
                    "--login", self.login(role), "--name", NAMES[role], "--site", self.site, "--role", role, *reach,
                    "--password-stdin", stdin=PASSWORD + "\n")
        assert added.returncode == 0, added.stderr

    def sign_in(self, role):
        fields = {"login": self.login(role), "password": PASSWORD}
        answer = ask(self.server.port, f"/handle/desk/{self.site}/sign-in", fields)
        assert answer.status == 303, str(answer)
        self.cookies[role] = answer.headers.get_all("Set-Cookie")[-1].split(";")[0]

    def at(self, time):
        set_clock(self.clock, time + ":00+08:00")

    def ask(self, role, path, fields=None):
        """Sends a request; signs in again if the session has expired."""
        address = f"/handle/desk/{self.site}/{path}"
        answer = ask(self.server.port, address, fields, cookie=self.cookies.get(role, ""))
        if "/sign-in" not in answer.headers.get("Location", ""):
            return answer
        self.sign_in(role)
        return ask(self.server.port, address, fields, cookie=self.cookies[role])

    def report(self, **answers):
        fields = check_page(self.server.port, self.site, **REPORT, **answers)
        self.at("2026-09-28T09:01" if self.site != "beiguan" else "2026-09-29T16:45")
        receipt = confirm(self.server.port, fields, self.site)
        assert receipt.number, str(receipt)

    def the_case(self):
        return re.search(r"/cases/(\d+)\"", self.ask("front_desk", "").body).group(1)

    def act(self, case, role, action, fields):
        hidden = hidden_fields(self.ask(role, f"cases/{case}").body)
        fields = {"csrf": hidden["csrf"], "seen": hidden["seen"], **fields}
        answer = self.ask(role, f"cases/{case}/actions/{action}", fields)
        assert answer.status == 303, f"{self.site}: {action}: {answer}"

    def sheet(self, case, address):
        """The sheet; if it has a field for the reporter's name, the window requests it, which is recorded."""
        path, query = (f"cases/{case}/{address}", "") if address.startswith("print/") else (address, "?period=2026-09")
        answer = self.ask("front_desk", path + query)
        if 'id="hint-identity"' in answer.body:
            csrf = hidden_fields(answer.body)["csrf"]
            answer = self.ask("front_desk", path, {"csrf": csrf, "period": "2026-09"})
        assert answer.status == 200, str(answer)
        return answer.body


def live(town):
    """Takes the town's case through all steps; returns its id."""
    unit, answers, events = LIVES[town.site]
    town.at(events[0][0][:10] + "T08:30" if town.site != "beiguan" else "2026-09-29T16:40")
    town.report(**answers)
    for role in NAMES:
        town.hire(role, unit)
    case = town.the_case()
    for time, role, action, fields in events:
        town.at(time)
        town.act(case, role, action, fields)
    return case


class Filled(unittest.TestCase):
    sheets = {}

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="bancheng-")
        cls.addClassCleanup(folder.cleanup)
        clock = pathlib.Path(folder.name) / "clock"
        set_clock(clock, "2026-09-28T08:30:00+08:00")
        data = harness.new_data_folder(pathlib.Path(folder.name) / "var")
        with Server(data, clock=clock) as server:
            for site in LIVES:
                town = Town(server, site, data, clock)
                case = live(town)
                addresses = {address for rows in ROWS.values() for of, address, _ in rows if of == site}
                cls.sheets.update({(site, address): town.sheet(case, address) for address in addresses})

    def check(self, rows):
        for site, address, words in rows:
            with self.subTest(site=site, address=address, words=words):
                self.assertTrue(says(self.sheets[site, address], words), f"{address} of {site} does not say: {words}")


ROWS = rows_of(LISTED.read_text())
for name, listed in ROWS.items():
    setattr(Filled, "test_" + name, lambda self, rows=tuple(listed): self.check(rows))


if __name__ == "__main__":
    harness.main()
