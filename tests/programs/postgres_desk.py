#!/usr/bin/env python3
"""What staff do with data in PostgreSQL: the search finds what it finds on SQLite; portal and desk as two processes of the
web's user, and CGI with passes of the publisher after it, from an edit to the public page."""
import os
import pathlib
import re
import shutil
import tempfile
import unittest.mock
import urllib.parse

import harness
import postgres_cluster
import publishing_roles
from harness import ask, handler, run
from postgres_town import PostgresTown

MATTERS = ("水表过户", "用App办理社保", "ＷＩＦＩ密码")  # of three cases
PHONES = ("13800001234", "13900005678", "13700009876")
# What staff type, and the cases that are to be found: by words, two of one text, Latin letters, full-width forms, serial
# numbers, phones, nothing.
FOUND = {"水表": {1}, "水表过户": {1}, "过户 水表": {1}, "app办理": {2}, "APP": {2}, "wifi": {3}, "ＷＩＦＩ密码": {3}, "办理": {2},
         "没有这个词": set(), "2": {2}, "2026-0003": {3}, "13900005678": {2}, "139 0000 5678": {2}, "13000000000": set(),
         "水表' OR '1'='1": set()}


class Search(PostgresTown):
    def taken_in(self, server):
        """Three accepted cases; returns their ticket numbers and the desk."""
        desk = self.desk(server.port, "wang")
        numbers = []
        for i, (matter, phone) in enumerate(zip(MATTERS, PHONES)):
            numbers.append(self.report(server.port, f"127.0.4.{i + 1}", phone=phone))
            desk.act(desk.newest_case(), "accept", kind="matter", tier="general", matter=matter)
        return numbers, desk

    @staticmethod
    def found(server, desk, typed):
        query = urllib.parse.urlencode({"search": typed})
        page = ask(server.port, f"/handle/desk/demo/?{query}", cookie=desk.cookie)
        assert page.status == 200, str(page)
        return {int(case) for case in re.findall(r"/handle/desk/demo/cases/(\d+)", page.body)}

    def test_finds_the_same_cases_on_both_engines(self):
        for name, where in (("var", {"env": None}), ("other", {})):
            with self.subTest(name):
                data = self.var if name == "var" else self.data(name)
                self.hire("wang", data=data, **where)
                with self.serve(data=data, **where) as server:
                    numbers, desk = self.taken_in(server)
                    found = {typed: self.found(server, desk, typed) for typed in FOUND}
                    self.assertEqual(found, FOUND)
                    self.assertEqual([self.found(server, desk, number) for number in numbers], [{1}, {2}, {3}])
        self.assertEqual(self.sql("SELECT count(*) FROM cases"), "3")
        self.assertEqual(self.server.errors(), [])


class OnServer:
    """Publishing with the data in PostgreSQL. The web's user reaches the server and reads a service file of its own."""

    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-"))
        self.addCleanup(shutil.rmtree, folder, True)
        folder.chmod(0o755)
        self.server_of_data = postgres_cluster.Node(folder / "server")
        self.addCleanup(self.server_of_data.remove)
        self.server_of_data.make()
        service = self.server_of_data.new_database("town", folder / "service")
        if os.geteuid() == 0:
            self.server_of_data.folder.chmod(0o711)
            os.chown(service, publishing_roles.NOBODY, publishing_roles.NOBODY)
        named = {"BANCHENG_DATABASE": "postgresql", "BANCHENG_DATABASE_SERVICE": str(service)}
        settings = unittest.mock.patch.dict(os.environ, named)
        settings.start()
        self.addCleanup(settings.stop)
        super().setUp()
        self.addCleanup(self.assert_all_was_there)

    def assert_all_was_there(self):
        self.assertFalse((self.var / "bancheng.sqlite").exists())
        self.assertGreater(int(self.server_of_data.sql("SELECT count(*) FROM publications", "town")), 0)
        self.assertEqual(self.server_of_data.errors(), [])
        verified = run(handler(), "verify", "--data", self.var)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)


class PostgresRoles(OnServer, publishing_roles.Roles):
    pass


class PostgresCgi(OnServer, publishing_roles.Cgi):
    pass


if __name__ == "__main__":
    harness.main()
