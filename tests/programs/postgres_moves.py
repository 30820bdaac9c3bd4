#!/usr/bin/env python3
"""`handler copy` by its command line, to PostgreSQL and back. What is refused leaves both ends as they were."""
import contextlib
import os
import shutil
import sqlite3

import harness
from harness import ask, check_page, confirm, handler, run, set_clock, ticket
from postgres_town import MISCONFIGURED, REFUSED, PostgresTown

ON_SQLITE = {"env": None}  # what the environment of the test says: nothing


class Moves(PostgresTown):
    def setUp(self):
        super().setUp()
        # As an operator has it: the settings name the server, and where the data are is said by --to and `database`.
        self.move = {"env": {**os.environ, "BANCHENG_DATABASE_SERVICE": str(self.service)}}
        self.numbers = []

    def reported(self, **where):
        """Reports once, where the settings say that the data are."""
        with self.serve(**where) as server:
            self.numbers.append(self.report(server.port, f"127.0.2.{len(self.numbers) + 1}"))

    def copy_to(self, engine, **more):
        words = ("copy", "--to", engine, *self.place()[:4])
        return self.done(*words, **{**self.move, **more})

    def assert_not_copied_to(self, engine, code, part, **more):
        self.assert_refused(code, part, "copy", "--to", engine, *self.place()[:4], **{**self.move, **more})

    def assert_answers(self, **where):
        with self.serve(**where) as server:
            self.assertEqual([ticket(server.port, number).status for number in self.numbers], [200] * len(self.numbers))

    def assert_home_is(self, here, there):
        """Which of the two ways to use the data is refused."""
        for use, is_home in ((ON_SQLITE, here), ({"env": self.environment}, there)):
            listed = self.command("user", "list", **use)
            self.assertEqual(listed.returncode, 0 if is_home else MISCONFIGURED, listed.stderr)

    def sqlite(self, text):
        """What a statement gives in the file of the data folder."""
        with contextlib.closing(sqlite3.connect(self.var / "bancheng.sqlite")) as database, database:
            return database.execute(text).fetchone()

    def tables_there(self):
        return int(self.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))

    def test_there_and_back_with_all_numbers(self):
        self.reported(**ON_SQLITE)
        said = self.copy_to("postgresql")
        self.assertRegex(said, r"^moved to PostgreSQL \(.*\): 1 cases, .*verified at both ends\nheads ")
        self.assert_home_is(here=False, there=True)
        self.assert_answers()
        self.reported()
        self.assertEqual(self.sql("SELECT count(*) FROM cases"), "2")
        said = self.copy_to("sqlite")
        self.assertRegex(said, r"^moved to .*bancheng.sqlite: 2 cases, .*verified at both ends\nheads ")
        self.assertIn("the file from before the data were in PostgreSQL is kept in ", said)
        self.assert_home_is(here=True, there=False)
        self.reported(**ON_SQLITE)
        self.assert_answers(**ON_SQLITE)
        self.done("verify", **ON_SQLITE)
        self.assertEqual(self.server.errors(), [])

    def test_while_a_server_runs(self):
        with self.serve(**ON_SQLITE) as server:
            self.numbers.append(self.report(server.port))
            self.assert_not_copied_to("postgresql", REFUSED, "another program uses the data")
        self.assertEqual(self.tables_there(), 0)
        self.copy_to("postgresql")
        with self.serve():
            self.assert_not_copied_to("sqlite", REFUSED, "another program uses the data")
        self.assert_answers()
        self.assert_home_is(here=False, there=True)

    def test_a_handler_of_another_machine_that_still_runs_saves_nothing_more(self):
        self.reported(**ON_SQLITE)
        self.copy_to("postgresql")
        other = self.folder / "other"
        other.mkdir()
        shutil.copytree(self.var / "keys", other / "keys")
        with self.serve(data=other) as elsewhere:
            self.copy_to("sqlite")
            self.assertEqual(ticket(elsewhere.port, self.numbers[0]).status, 200)
            fields = check_page(elsewhere.port)
            set_clock(self.time, "2026-09-24T11:00:00+08:00")
            late = confirm(elsewhere.port, fields)
            self.assertIsNone(late.number)
            self.assertGreaterEqual(late.status, 500)
            self.assertEqual(ask(elsewhere.port, "/handle/healthz").status, 503)
        self.assert_answers(**ON_SQLITE)

    def test_into_a_database_that_is_not_empty(self):
        self.reported(**ON_SQLITE)
        self.sql("CREATE TABLE mine (word TEXT)")
        self.assert_not_copied_to("postgresql", REFUSED, "is not empty: make a new one")
        self.assertEqual(self.tables_there(), 1)
        self.sql("DROP TABLE mine")
        other = self.data("other")
        self.hire("wang", data=other)
        self.assert_not_copied_to("postgresql", REFUSED, "is not empty: make a new one")
        self.assertEqual(self.sql("SELECT count(*) FROM users"), "1")
        self.assert_answers(**ON_SQLITE)

    def test_of_data_that_have_moved_already(self):
        self.assert_not_copied_to("postgresql", REFUSED, "bancheng.sqlite is not there: name the data folder")
        self.assert_not_copied_to("sqlite", REFUSED, "holds no data")
        self.reported(**ON_SQLITE)
        self.copy_to("postgresql")
        self.assert_not_copied_to("postgresql", MISCONFIGURED, "were moved from this database to PostgreSQL on 20")
        self.copy_to("sqlite")
        self.assert_not_copied_to("sqlite", MISCONFIGURED, "were moved from this database to SQLite on 20")
        self.assert_not_copied_to("postgresql", REFUSED, "drop it and make an empty one")
        self.assert_answers(**ON_SQLITE)

    def test_onto_a_file_that_holds_data_of_its_own(self):
        self.reported(**ON_SQLITE)
        self.copy_to("postgresql")
        (self.var / "bancheng.sqlite").unlink()
        (self.var / "database.made").unlink()
        self.hire("wang", **ON_SQLITE)
        self.assert_not_copied_to("sqlite", REFUSED, "bancheng.sqlite holds data of its own")
        self.assertIn("wang", self.done("user", "list", **ON_SQLITE))
        (self.var / "database.made").unlink()  # the sign of the file's data: with it the server's are refused
        self.assert_answers()

    def test_with_keys_of_other_data(self):
        """Both ways: what moves would be of no use with the keys that lie beside it."""
        self.reported(**ON_SQLITE)
        own, kept, other = self.var / "keys", self.folder / "kept", self.data("other") / "keys"
        for engine in ("postgresql", "sqlite"):
            with self.subTest(engine):
                own.rename(kept)
                shutil.copytree(other, own)
                self.assert_not_copied_to(engine, MISCONFIGURED, "are not those of the database")
                self.assertEqual(self.tables_there() == 0, engine == "postgresql")
                shutil.rmtree(own)
                kept.rename(own)
                self.copy_to(engine)
        self.assert_answers(**ON_SQLITE)

    def test_of_and_onto_databases_of_other_programs(self):
        """A source of a newer program; a target that an older one and a newer one has made."""
        self.reported(**ON_SQLITE)
        self.sqlite("INSERT INTO schema_version(version) VALUES (999)")
        self.assert_not_copied_to("postgresql", MISCONFIGURED, "newer program")
        self.sqlite("DELETE FROM schema_version WHERE version = 999")
        self.assertEqual(self.tables_there(), 0)
        self.hire("wang", data=self.data("other"))
        for change in ("DELETE FROM schema_version WHERE version > 20", "INSERT INTO schema_version(version) VALUES (999)"):
            self.sql(change)
            versions = self.sql("SELECT version FROM schema_version")
            self.assert_not_copied_to("postgresql", REFUSED, "is not empty: make a new one")
            self.assertEqual(self.sql("SELECT version FROM schema_version"), versions)
        self.assert_answers(**ON_SQLITE)

    def test_back_from_a_database_of_a_newer_program(self):
        self.reported(**ON_SQLITE)
        self.copy_to("postgresql")
        self.sql("INSERT INTO schema_version(version) VALUES (999)")
        self.assert_not_copied_to("sqlite", MISCONFIGURED, "newer program")
        self.sql("DELETE FROM schema_version WHERE version = 999")
        self.assert_home_is(here=False, there=True)
        self.copy_to("sqlite")
        self.assert_answers(**ON_SQLITE)

    def test_without_a_server_or_a_service_file(self):
        self.reported(**ON_SQLITE)
        self.assert_not_copied_to("postgresql", 64, "set database-service", **ON_SQLITE)
        self.server.stop()
        self.assert_not_copied_to("postgresql", REFUSED, "no connection to PostgreSQL")
        self.assert_answers(**ON_SQLITE)

    def test_of_words_that_mean_nothing(self):
        for words in (("copy",), ("copy", "--to", "mysql")):
            done = run(handler(), *words, "--data", self.var)
            self.assertEqual(done.returncode, 64, done.stderr)


if __name__ == "__main__":
    harness.main()
