#!/usr/bin/env python3
"""What an operator does with data and keys, with the real program: back up while serving, restore, move, mistake keys."""
import json
import os
import shutil
import sqlite3

import harness
from harness import Desk, Given, Server, Test, check_page, confirm, handler, run, set_clock, ticket, wait_until

REFUSED = 2
MISCONFIGURED = 78
PASSWORD = "kestrel-over-rice-fields"

# Words that stand nowhere else: what a reporter types is sealed, what staff write is open.
TYPED = {"name": "欧阳龘靐", "phone": "13987650321", "matter": "鱻麤过户", "problem": "qzxneedle 骉羴，一直办不下来。"}
WRITTEN = {"matter": "犇猋事项", "reason": "zqxneedle 灪爩，本人撤回"}


class BackupAndRestore(Test):
    def setUp(self):
        super().setUp()
        self.var = self.data()
        self.seconds = 0
        self.time = self.clock()
        self.place = self.folder / "backups"
        self.place.mkdir()

    def report(self, port, source="127.0.0.1", **answers):
        """The ticket number of a new report."""
        fields = check_page(port, source=source, **answers)
        self.seconds += 2  # a confirmation within one second is asked again
        set_clock(self.time, f"2026-09-24T10:00:{self.seconds:02}+08:00")
        number = confirm(port, fields, source=source).number
        self.assertIsNotNone(number)
        return number

    def command(self, *words, data=None, **more):
        return run(handler(), *words, "--data", data or self.var, **more)

    def done(self, *words, **more):
        done = self.command(*words, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def back_up(self, *more):
        said = self.done("backup", "--published", Given.site / "published", "--test-clock", self.time, "--to", self.place,
                         *more)
        return self.place / said.split("made ")[1].split(": ")[0].rsplit("/", 1)[1]

    def served(self, numbers, data=None):
        with Server(data or self.var, clock=self.time) as server:
            return [ticket(server.port, number).status for number in numbers]

    def reported(self, count):
        """Reports to a server that is killed at the end, so that its log stays."""
        server = Server(self.var, clock=self.time).start()
        try:
            return [self.report(server.port, f"127.0.5.{number + 1}") for number in range(count)]
        finally:
            server.kill()

    def test_a_backup_while_serving_moves_to_another_machine(self):
        with Server(self.var, clock=self.time) as server:
            numbers = [self.report(server.port, f"127.0.6.{number}") for number in range(1, 4)]
            backup = self.back_up()
            late = self.report(server.port, "127.0.6.9")
        self.done("keys", "export", "--to", self.folder / "keys.txt")
        other = self.folder / "other"
        self.done("restore", "--from", backup, "--keys", self.folder / "keys.txt", data=other)
        self.assertEqual(self.served(numbers, other), [200, 200, 200])
        self.assertNotEqual(self.served([late], other), [200])
        self.assertIn("holds the keys", self.done("keys", "compare", self.folder / "keys.txt", data=other))
        names = [place.name for place in backup.rglob("*")]
        self.assertNotIn("keys", names)
        self.assertEqual(json.loads((backup / "manifest.json").read_text())["counts"]["cases"], 3)
        self.assertTrue((backup / "published" / "demo" / "current").exists())

    def test_restored_over_the_files_of_a_killed_server(self):
        early = self.reported(3)
        backup = self.back_up()
        late = self.reported(2)
        said = self.done("restore", "--from", backup)
        self.assertIn("is kept in", said)
        self.assertEqual(self.served(early), [200] * 3)
        self.assertTrue(all(status != 200 for status in self.served(late)))

    def test_restoring_beside_a_server_is_refused(self):
        with Server(self.var, clock=self.time) as server:
            number = self.report(server.port)
            backup = self.back_up()
            refused = self.command("restore", "--from", backup)
            self.assertEqual(refused.returncode, REFUSED)
            self.assertIn("another program uses the data", refused.stderr)
            self.assertEqual(ticket(server.port, number).status, 200)

    def test_a_copy_that_vacuum_made_is_restored(self):
        """As the documents of earlier versions told to make it."""
        numbers = self.reported(2)
        copy = self.folder / "copy.sqlite"
        database = sqlite3.connect(self.var / "bancheng.sqlite")
        database.execute("VACUUM INTO ?", (str(copy),))
        database.close()
        (self.var / "bancheng.sqlite").unlink()
        self.done("restore", "--from", copy)
        self.assertEqual(self.served(numbers), [200, 200])

    def test_the_second_backup_of_a_minute_and_the_rotation(self):
        self.reported(1)
        made = [self.back_up() for _ in range(3)]
        self.assertEqual(len(set(made)), 3)
        newest = self.back_up("--keep", "2")
        self.assertEqual(sorted(os.listdir(self.place)), sorted([made[2].name, newest.name]))

    def edit(self, statement):
        database = sqlite3.connect(self.var / "bancheng.sqlite")
        database.execute(statement)
        database.commit()
        database.close()

    def test_a_backup_of_a_changed_database_is_kept_and_is_no_success(self):
        self.reported(1)
        self.edit("UPDATE parts SET body = 'b3RoZXI' WHERE part_id = 1")
        done = self.command("backup", "--published", Given.site / "published", "--test-clock", self.time, "--to",
                            self.place)
        self.assertEqual(done.returncode, REFUSED)
        self.assertIn("is made and kept", done.stderr)
        [name] = [name for name in os.listdir(self.place) if name.startswith("bancheng-")]
        self.assertTrue(json.loads((self.place / name / "manifest.json").read_text())["doubtful"])
        refused = self.command("restore", "--from", self.place / name)
        self.assertEqual(refused.returncode, REFUSED)
        self.assertIn("nothing was restored", refused.stderr)

    def test_verify_reads_the_heads_of_a_manifest(self):
        self.reported(2)
        manifest = self.back_up() / "manifest.json"
        self.done("verify", "--published", Given.site / "published", "--test-clock", self.time, "--heads", manifest)
        text = manifest.read_text()
        digest = json.loads(text)["heads"].split("demo:2:")[1][:64]
        manifest.write_text(text.replace(digest, "0" * 64))
        wrong = self.command("verify", "--published", Given.site / "published", "--test-clock", self.time, "--heads",
                             manifest)
        self.assertEqual(wrong.returncode, REFUSED)
        self.assertIn("chain demo: entry 2 is another", wrong.stdout)

    def test_wrong_and_mixed_keys_do_not_start(self):
        self.reported(1)
        other = self.data("other")
        kept = self.folder / "kept"
        shutil.copytree(self.var / "keys", kept)
        for name, files in (("wrong", ("portal", "desk")), ("mixed", ("portal",))):
            with self.subTest(name):
                for file in files:
                    shutil.copy(other / "keys" / file, self.var / "keys" / file)
                for role in ("both", "portal", "desk"):
                    refused = self.command("serve", "--published", Given.site / "published", "--listen", "127.0.0.1:0",
                                           "--role", role)
                    self.assertEqual(refused.returncode, MISCONFIGURED, refused.stderr)
                    self.assertIn(str(self.var / "keys"), refused.stderr)
                self.assertEqual(self.command("user", "list").returncode, MISCONFIGURED)
                for file in ("portal", "desk"):
                    shutil.copy(kept / file, self.var / "keys" / file)
        self.done("verify")

    def test_keys_come_back_from_their_copy(self):
        numbers = self.reported(1)
        copy = self.folder / "keys.txt"
        self.done("keys", "export", "--to", copy)
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.command("keys", "export", "--to", copy).returncode, REFUSED)
        shutil.rmtree(self.var / "keys")
        self.done("keys", "import", "--from", copy)
        self.assertEqual(self.served(numbers), [200])

    def test_a_place_that_is_not_mounted(self):
        self.reported(0)
        self.place.rmdir()
        refused = self.command("backup", "--to", self.place)
        self.assertEqual(refused.returncode, REFUSED)
        self.assertIn("mount its disk", refused.stderr)

    def hire(self, login):
        added = self.command("user", "add", "--login", login, "--published", Given.site / "published", "--site", "demo",
                             "--role", "front_desk", "--password-stdin", stdin=PASSWORD + "\n")
        self.assertEqual(added.returncode, 0, added.stderr)

    def withdrawn_case(self):
        """A case that is full of needles, and over."""
        self.hire("wang")
        with Server(self.var, clock=self.time) as server:
            self.report(server.port, **TYPED)
            desk = Desk(server.port, "wang", PASSWORD)
            case = desk.newest_case()
            desk.act(case, "accept", kind="matter", tier="general", matter=WRITTEN["matter"])
            desk.act(case, "withdraw", reason=WRITTEN["reason"])

    def stored(self):
        """What the database keeps of the texts: boxes, open texts, salts, and keyed hashes by which staff find a case."""
        database = sqlite3.connect(f"file:{self.var}/bancheng.sqlite?mode=ro", uri=True)
        texts = database.execute("SELECT body, salt FROM parts").fetchall()
        hashes = database.execute("SELECT trace FROM case_traces UNION SELECT phone_index FROM cases").fetchall()
        database.close()
        values = {value for row in texts + hashes for value in row}
        return {value if isinstance(value, bytes) else value.encode() for value in values if value}

    @staticmethod
    def found(folder, needles):
        """The needles that any file of the folder holds: database, log, index, lists, published rules."""
        held = b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        return {needle for needle in needles if needle in held}

    def test_nothing_of_a_destroyed_case_is_left_in_the_data_or_in_the_newest_backup(self):
        self.withdrawn_case()
        older = self.back_up()
        stored, written = self.stored(), {text.encode() for text in WRITTEN.values()}
        typed = {form for text in TYPED.values() for form in (text.encode(), text.encode().hex().encode())}
        # Before: the search finds all that is stored, in the data and in a backup, and nothing of what was sealed.
        self.assertGreaterEqual(len(stored), 8)
        for folder in (self.var, older):
            self.assertEqual(self.found(folder, stored | written), stored | written, "the search is blind")
            self.assertEqual(self.found(folder, typed), set())
        set_clock(self.time, "2031-09-25T00:00:00+08:00")
        here = ("--published", Given.site / "published", "--test-clock", self.time)
        self.assertIn("something of 1 cases is kept long enough", self.done("purge", "--dry-run", *here))
        self.assertEqual(self.found(self.var, stored), stored)
        with Server(self.var, clock=self.time):
            # A tick that meets a reader leaves old bytes to the next one.
            self.assertTrue(wait_until(lambda: self.command("tick", *here).returncode == 0
                                       and not self.found(self.var, stored | written | typed)))
            newest = self.back_up("--keep", "1")
        self.done("verify", *here)
        self.assertEqual([name for name in os.listdir(self.place) if name.startswith("bancheng-")], [newest.name])
        for folder in (self.var, self.place):
            self.assertEqual(self.found(folder, stored | written | typed), set())
        log = (self.folder / "var.log").read_bytes()
        self.assertEqual({needle for needle in stored | written | typed if needle in log}, set())

    def test_a_password_from_a_windows_file(self):
        for end in ("\r\n", "\r", " \n", ""):
            with self.subTest(repr(end)):
                login = f"user{len(end)}{ord(end[0]) if end else 0}"
                added = self.command("user", "add", "--login", login, "--published", Given.site / "published",
                                     "--site", "demo", "--role", "front_desk", "--password-stdin", stdin=PASSWORD + end)
                self.assertEqual(added.returncode, 0, added.stderr)
                with Server(self.var, clock=self.time) as server:
                    answer = harness.ask(server.port, "/handle/desk/demo/sign-in", {"login": login + " ", "password": PASSWORD})
                    self.assertEqual(answer.status, 303)


if __name__ == "__main__":
    harness.main()
