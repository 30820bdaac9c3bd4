#!/usr/bin/env python3
"""The published limits are enforced: a new limit holds for new cases, and a case keeps its own."""
import re
import shutil

import harness
from harness import Desk, Server, Test, ask, build, check_page, confirm, handler, run, set_clock, ticket

PASSWORD = "kestrel-over-rice-fields"
STAFF = {"wang": ("front_desk",), "li": ("dispatcher",)}
OLD, NEW = "limits: {handle: 2 workdays}", "limits: {handle: 3 workdays}"

# 2026-10-12 is a Monday, with no holiday near: 2 workdays end on Wednesday, 3 on Thursday.
MORNING = "2026-10-12T10:{:02}:00+08:00"
DUE_OLD, DUE_NEW = "10月14日", "10月15日"


class Promise(Test):
    def setUp(self):
        super().setUp()
        self.content, self.site = self.copy_of_content(), self.copy_of_site()
        self.time = self.clock(MORNING.format(0))
        self.minute = 0
        self.var = self.data()
        for login, (role,) in STAFF.items():
            added = run(handler(), "user", "add", "--data", self.var, "--published", self.site / "published", "--login",
                        login, "--site", "demo", "--role", role, "--password-stdin", stdin=PASSWORD + "\n")
            self.assertEqual(added.returncode, 0, added.stderr)

    def pass_a_minute(self):
        self.minute += 1
        set_clock(self.time, MORNING.format(self.minute))

    def new_limit(self, old=OLD, new=NEW):
        policy = self.content / "sites" / "demo" / "policy.yaml"
        text = policy.read_text()
        self.assertEqual(text.count(old), 1)
        policy.write_text(text.replace(old, new))
        built = build(self.content, self.site)
        self.assertEqual(built.returncode, 0, built.stderr)

    def report(self, server):
        """Sends a report; returns its receipt."""
        fields = check_page(server.port)
        self.pass_a_minute()
        receipt = confirm(server.port, fields)
        self.assertIsNotNone(receipt.number, str(receipt))
        return receipt

    def accept(self, server):
        desk = Desk(server.port, "wang", PASSWORD)
        case = desk.newest_case()
        desk.act(case, "accept", kind="matter", tier="general", matter="不动产登记")
        self.pass_a_minute()
        return case

    def dispatch(self, server, case):
        Desk(server.port, "li", PASSWORD).act(case, "dispatch", unit="natural_resources")
        self.pass_a_minute()

    def assert_due(self, server, number, due, other):
        page = ticket(server.port, number)
        self.assertEqual(page.status, 200)
        clocks = page.body[page.body.index('id="clocks-heading"'):]
        clocks = clocks[:clocks.index("</section>")]
        self.assertIn(f"最迟<strong>{due}", clocks)
        self.assertNotIn(f"最迟<strong>{other}", clocks)

    def test_new_cases_get_the_new_date_and_a_dispatched_one_keeps_its_own(self):
        with Server(self.var, site=self.site, clock=self.time) as server:
            first = self.report(server)
            self.assertIn(DUE_OLD, first.body, "the forecast of the receipt")
            self.dispatch(server, self.accept(server))
            self.assert_due(server, first.number, DUE_OLD, DUE_NEW)
            self.assertIn("2个工作日", ask(server.port, "/demo/process/").body)

            self.new_limit()

            self.assertNotIn("2个工作日", ask(server.port, "/demo/process/").body)
            second = self.report(server)
            self.assertNotEqual(second.number, first.number)
            self.assertIn(DUE_NEW, second.body, "the forecast of the receipt")
            self.dispatch(server, self.accept(server))
            self.assert_due(server, second.number, DUE_NEW, DUE_OLD)
            self.assert_due(server, first.number, DUE_OLD, DUE_NEW)
        # Not from memory: a new process answers the same.
        with Server(self.var, site=self.site, clock=self.time) as server:
            self.assert_due(server, first.number, DUE_OLD, DUE_NEW)
            self.assert_due(server, second.number, DUE_NEW, DUE_OLD)

    def test_a_case_accepted_before_keeps_what_it_was_accepted_under(self):
        with Server(self.var, site=self.site, clock=self.time) as server:
            receipt = self.report(server)
            case = self.accept(server)
            self.new_limit()
            self.dispatch(server, case)
            self.assert_due(server, receipt.number, DUE_OLD, DUE_NEW)

    def test_a_case_not_yet_accepted_gets_the_new_limit(self):
        with Server(self.var, site=self.site, clock=self.time) as server:
            receipt = self.report(server)
            self.new_limit()
            self.dispatch(server, self.accept(server))
            self.assert_due(server, receipt.number, DUE_NEW, DUE_OLD)

    def test_the_old_version_may_be_gone_from_the_published_folder(self):
        """The store keeps a case's policy: published old versions are removed after some newer ones."""
        with Server(self.var, site=self.site, clock=self.time) as server:
            receipt = self.report(server)
            self.dispatch(server, self.accept(server))
        published = self.site / "published" / "demo"
        old = (published / "current").read_text().strip()
        self.new_limit()
        shutil.rmtree(published / old)
        with Server(self.var, site=self.site, clock=self.time) as server:
            self.assert_due(server, receipt.number, DUE_OLD, DUE_NEW)

    def test_a_unit_that_is_gone_keeps_its_name(self):
        """Also on the page of a process that starts after the unit was taken out of the files."""
        units = self.content / "sites" / "demo" / "units.yaml"
        text = units.read_text()
        entry = re.search(r"- id: natural_resources\n    name: (.+)\n", text)
        with Server(self.var, site=self.site, clock=self.time) as server:
            receipt = self.report(server)
            self.dispatch(server, self.accept(server))
            units.write_text(text.replace(entry[0], "- id: land_office\n    name: 示范县土地服务中心\n"))
            built = build(self.content, self.site)
            self.assertEqual(built.returncode, 0, built.stderr)
            self.assert_named(server, receipt.number, entry[1])
        with Server(self.var, site=self.site, clock=self.time) as server:
            self.assert_named(server, receipt.number, entry[1])

    def assert_named(self, server, number, unit):
        page = ticket(server.port, number)
        self.assertEqual(page.status, 200)
        self.assertIn(unit, page.body)
        self.assertNotIn("natural_resources", page.body)

    def test_explain_counts_a_case_by_its_own_policy(self):
        with Server(self.var, site=self.site, clock=self.time) as server:
            self.report(server)
            case = self.accept(server)
            self.dispatch(server, case)
            self.new_limit()
        said = run(handler(), "explain", "--data", self.var, "--published", self.site / "published", "--templates",
                   harness.Given.source / "site_templates", "--site", "demo", "--test-clock", self.time, case)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn("clock handle, round 1, limit 2 workdays, running", said.stdout)
        self.assertIn("2026-10-14", said.stdout)
        self.assertNotIn("2026-10-15", said.stdout)


if __name__ == "__main__":
    harness.main()
