#!/usr/bin/env python3
"""Failures at the command line: each is one sentence that says what to do, and no data is lost."""
import os
import re
import shutil
import socket
import sqlite3

import harness
from harness import Given, Server, Test, build, handler, run

REFUSED = 2
MISTAKES = 1
WRONG_USAGE = 64
MISCONFIGURED = 78
COMMANDS = ("serve, cgi, user, explain, tick, publish, statistics, clock, init, keys, backup, restore, copy, verify, "
            "repair, purge, doctor")
PASSWORD = "kestrel-over-rice-fields"
NOBODY = 65534


class Refusals(Test):
    """Each test creates one problem and checks the message."""

    def serve(self, data, site=None, templates=None, listen="127.0.0.1:0", more=(), **process):
        site = site or Given.site
        return run(handler(), "serve", "--published", site / "published", "--templates",
                   templates or Given.source / "site_templates", "--data", data, "--listen", listen, *more, **process)

    def assert_says(self, done, code, sentence):
        self.assertEqual((done.returncode, done.stdout, done.stderr), (code, "", f"handler: {sentence}\n"))

    def assert_says_part(self, done, code, *parts):
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        for part in parts:
            self.assertIn(part, done.stderr)

    # -- the listener

    def test_port_taken(self):
        with Server(self.data()) as first:
            place = f"127.0.0.1:{first.port}"
            self.assert_says(
                self.serve(self.data("other"), listen=place), REFUSED,
                f"port {first.port} on 127.0.0.1 is taken by another program; stop that one or choose another with "
                "--listen")
            self.assertEqual(harness.ask(first.port, "/handle/healthz").status, 200)

    def test_port_taken_by_a_program_that_is_not_ours(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            done = self.serve(self.data(), listen=f"127.0.0.1:{other.getsockname()[1]}")
        self.assert_says_part(done, REFUSED, "is taken by another program")

    def test_a_file_in_the_place_of_the_socket(self):
        place = self.folder / "handler.sock"
        place.write_text("a list of phone numbers\n")
        self.assert_says(self.serve(self.data(), listen=f"unix:{place}"), MISCONFIGURED,
                         f"{place} is no socket: remove it, or choose another with --listen")
        self.assertEqual(place.read_text(), "a list of phone numbers\n")

    def test_address_that_is_none(self):
        for listen in ("nonsense", "127.0.0.1:80800", ":8080", "example.org:8080"):
            with self.subTest(listen):
                self.assert_says(
                    self.serve(self.data(), listen=listen), WRONG_USAGE,
                    f'cannot listen on "{listen}"; write it as 127.0.0.1:8080, [::1]:8080, *:8080 or '
                    "unix:/run/bancheng.sock")

    def test_test_clock_on_an_address_that_others_reach(self):
        self.assert_says(
            self.serve(self.data(), listen="0.0.0.0:0", more=("--test-clock", self.clock())), REFUSED,
            "--test-clock works only on a loopback address: other machines must not reach a server with a made-up time")

    def test_test_clock_without_a_time(self):
        clock = self.folder / "clock"
        self.assert_says(self.serve(self.data(), more=("--test-clock", clock)), REFUSED,
                         f"the test clock {clock} holds no time like 2026-09-24T10:00:00+08:00")

    # -- the data folder

    def test_data_folder_missing(self):
        data = self.folder / "var"
        for done in (self.serve(data), run(handler(), "verify", "--data", data),
                     run(handler(), "user", "list", "--data", data)):
            self.assert_says(done, REFUSED, f"the data folder {data} is not there: run handler init --data {data}")
        self.assertFalse(data.exists())

    def test_a_file_in_the_place_of_the_data_folder(self):
        data = self.folder / "var"
        data.write_text("a list of phone numbers\n")
        self.assert_says(run(handler(), "init", "--data", data), REFUSED,
                         f"{data} is no folder: choose another with --data")
        self.assert_says_part(self.serve(data), REFUSED, f"the data folder {data} is not there")
        self.assertEqual(data.read_text(), "a list of phone numbers\n")

    def test_data_folder_not_writable(self):
        data = self.data()
        for place in [data, *data.rglob("*")]:
            if os.geteuid() == 0:
                os.chown(place, NOBODY, NOBODY)
        data.chmod(0o500)
        done = self.as_somebody(Given.site, data)
        data.chmod(0o700)
        self.assert_says_part(done, REFUSED, str(data / "bancheng.sqlite"), "check that its folder exists and is writable")
        self.assertEqual(sorted(os.listdir(data)), ["keys"])

    def test_database_that_can_only_be_read(self):
        data = self.data()
        self.assertEqual(run(handler(), "user", "list", "--data", data).returncode, 0)
        (data / "bancheng.sqlite").chmod(0o400)
        for place in [data, *data.rglob("*")]:
            if os.geteuid() == 0:
                os.chown(place, NOBODY, NOBODY)
        self.assert_says_part(self.as_somebody(Given.site, data), REFUSED, str(data / "bancheng.sqlite"),
                              "cannot be written; check the owner and mode")

    def as_somebody(self, site, data):
        """Serves as an unprivileged user, because file modes do not stop root."""
        if os.geteuid() != 0:
            return self.serve(data)
        # Copy everything to a place that this user can read.
        shutil.copytree(site, self.folder / "seen")
        shutil.copytree(Given.source / "site_templates", self.folder / "templates")
        program = shutil.copy(handler(), self.folder / "program")
        return run(program, "serve", "--published", self.folder / "seen" / "published", "--templates",
                   self.folder / "templates", "--data", data, "--listen", "127.0.0.1:0", cwd="/", user=NOBODY,
                   group=NOBODY, extra_groups=[])

    # -- the keys

    def test_key_missing(self):
        data = self.data()
        shutil.rmtree(data / "keys")
        key = data / "keys" / "portal"
        self.assert_says(self.serve(data), MISCONFIGURED,
                         f"the key file {key} is missing: run handler init, or restore the backup")

    def test_key_readable_by_others(self):
        data = self.data()
        for name in ("portal", "desk"):
            with self.subTest(name):
                key = data / "keys" / name
                key.chmod(0o640)
                self.assert_says(self.serve(data), MISCONFIGURED,
                                 f"the key file {key} can be read by others: run chmod 600 {key}")
                key.chmod(0o600)

    def test_only_one_of_the_two_key_files(self):
        for missing, other in (("desk", "portal"), ("portal", "desk")):
            with self.subTest(missing):
                data = self.data(missing)
                key = data / "keys" / missing
                kept = (data / "keys" / other).read_bytes()
                key.unlink()
                self.assert_says(
                    run(handler(), "init", "--data", data), REFUSED,
                    f"of the two key files only {key} is missing: restore it from the backup of the keys (a new one "
                    "would not fit the other)")
                self.assert_says_part(self.serve(data), MISCONFIGURED, f"the key file {key} is missing")
                self.assertFalse(key.exists())
                self.assertEqual((data / "keys" / other).read_bytes(), kept)

    def test_key_file_damaged(self):
        data = self.data()
        key = data / "keys" / "portal"
        key.write_text(key.read_text()[:50])
        self.assert_says_part(self.serve(data), MISCONFIGURED, f"the key file {key} ",
                              "restore it from the backup of the keys")

    def test_init_never_makes_new_keys_over_old_ones(self):
        data = self.data()
        kept = (data / "keys" / "desk").read_bytes()
        again = run(handler(), "init", "--data", data)
        self.assertEqual((again.returncode, again.stdout), (0, f"keys are there already in {data / 'keys'}\n"))
        self.assertEqual((data / "keys" / "desk").read_bytes(), kept)

    def test_init_refuses_keys_that_are_there_but_of_no_use(self):
        data = self.data()
        key = data / "keys" / "portal"
        own = key.read_text()
        key.write_text("")
        self.assert_says_part(run(handler(), "init", "--data", data), MISCONFIGURED,
                              f"the key file {key} lacks the key ")
        key.write_text((self.data("other") / "keys" / "portal").read_text())
        self.assert_says_part(run(handler(), "init", "--data", data), MISCONFIGURED, "do not belong together")
        key.write_text(own)
        self.assertEqual(run(handler(), "init", "--data", data).returncode, 0)

    def test_init_makes_no_keys_for_a_database_that_has_lost_its_own(self):
        data = self.data()
        self.assertEqual(run(handler(), "user", "list", "--data", data).returncode, 0)
        for key in ("portal", "desk"):
            (data / "keys" / key).unlink()
        self.assert_says_part(run(handler(), "init", "--data", data), REFUSED,
                              f"{data / 'bancheng.sqlite'} is there, but its keys are not: put them back with ")
        self.assertEqual(os.listdir(data / "keys"), [])

    # -- the published sites

    def test_nothing_published(self):
        published = self.folder / "published"
        self.assert_says(self.serve(self.data(), site=self.folder), REFUSED,
                         f"nothing is published yet in {published}: run generator build --published {published}")

    def test_tick_with_nothing_published(self):
        published = self.folder / "published"
        self.assert_says(run(handler(), "tick", "--published", published, "--data", self.data()), REFUSED,
                         f"nothing is published yet in {published}: run generator build --published {published}")

    def test_published_within_the_public_folder(self):
        done = run(harness.generator(), "build", "--content", Given.source / "content", "--templates",
                   Given.source / "site_templates", "--out", self.folder / "public", "--published",
                   self.folder / "public" / "published")
        self.assertEqual(done.returncode, WRONG_USAGE)
        self.assertIn("which anyone may read", done.stderr)

    def copy_of_demo(self):
        """A folder with one published site: if that is damaged, nothing is served."""
        site = self.copy_of_site()
        for folder in (site / "published").iterdir():
            if folder.name not in ("demo", "_shared"):
                shutil.rmtree(folder)
        return site

    def test_current_names_a_version_that_is_not_there(self):
        site = self.copy_of_demo()
        (site / "published" / "demo" / "current").write_text("0123456789abcdef" * 2 + "\n")
        self.assert_says_part(self.serve(self.data(), site=site), REFUSED,
                              f"published/demo/{'0123456789abcdef' * 2} cannot be read",
                              f"run generator build --published {site / 'published'}")

    def test_current_names_nothing(self):
        site = self.copy_of_demo()
        current = site / "published" / "demo" / "current"
        current.write_text("the new one\n")
        self.assert_says_part(self.serve(self.data(), site=site), REFUSED,
                              f"handler: {current} names no version: run generator build --published "
                              f"{site / 'published'}\n")

    def test_published_policy_edited_by_hand(self):
        site = self.copy_of_demo()
        version = (site / "published" / "demo" / "current").read_text().strip()
        policy = site / "published" / "demo" / version / "demo" / "policy.yaml"
        policy.write_text(policy.read_text().replace("limits: {handle: 2 workdays}", "limits: {handle: 9 workdays}"))
        self.assert_says_part(
            self.serve(self.data(), site=site), REFUSED,
            f"handler: {site}/published/demo/{version} was changed by hand: run generator build --published "
            f"{site / 'published'}\n")

    def test_public_folder_missing(self):
        public = self.folder / "public"
        self.assert_says(self.serve(self.data(), more=("--public", public)), REFUSED,
                         f"the folder {public} is not there: run generator build --out {public}")

    def test_published_templates_missing(self):
        site = self.copy_of_demo()
        version = (site / "published" / "demo" / "current").read_text().strip()
        (site / "published" / "demo" / version / "ready").unlink()
        self.assert_says_part(self.serve(self.data(), site=site), REFUSED,
                              f"handler: {site}/published/demo/{version} is not complete (",
                              f"): run generator build --published {site / 'published'}\n")

    def test_a_damaged_site_stops_no_other_and_the_next_build_puts_it_right(self):
        site = self.copy_of_site()
        version = (site / "published" / "demo" / "current").read_text().strip()
        (site / "published" / "demo" / version / "demo" / "policy.yaml").write_text("schema: 1\n")
        with Server(self.data(), site=site) as server:
            self.assertEqual(harness.ask(server.port, "/handle/pingyi/report").status, 200)
            for _ in range(3):
                page = harness.ask(server.port, "/handle/demo/report")
                self.assertEqual(page.status, 503)
                self.assertIn("暂时不能办理", page.body)
            self.assertEqual(server.log.read_text().count("site_not_loaded"), 1)
            self.assertEqual(build(Given.source / "content", site).returncode, 0)
            self.assertEqual(harness.ask(server.port, "/handle/demo/report").status, 200)

    # -- the database

    def test_database_of_a_newer_version(self):
        data = self.data()
        self.assertEqual(run(handler(), "user", "list", "--data", data).returncode, 0)
        database = sqlite3.connect(data / "bancheng.sqlite")
        database.execute("INSERT INTO schema_version(version) VALUES (99)")
        database.commit()
        database.close()
        kept = (data / "bancheng.sqlite").read_bytes()
        self.assert_says_part(self.serve(data), MISCONFIGURED, "the database has version 99, this program knows version ",
                              "install the newer program again, or restore a backup from before")
        self.assertEqual((data / "bancheng.sqlite").read_bytes(), kept)

    def test_database_file_that_is_no_database(self):
        data = self.data()
        (data / "bancheng.sqlite").write_text("minutes of a meeting, not a database\n" * 30)
        self.assert_says_part(self.serve(data), REFUSED, str(data / "bancheng.sqlite"), "restore the newest backup")
        self.assertIn("minutes of a meeting", (data / "bancheng.sqlite").read_text())

    def test_database_of_another_program(self):
        data = self.data()
        database = sqlite3.connect(data / "bancheng.sqlite")
        database.execute("CREATE TABLE songs (title TEXT)")
        database.commit()
        database.close()
        self.assert_says(self.serve(data), REFUSED,
                         "the database has tables, but not ours: check the path, or restore the newest backup")

    # -- the arguments

    def test_wrong_usage(self):
        for words in ((), ("what",), ("serve", "--role", "everything"), ("user",), ("serve", "--what"), ("explain",)):
            with self.subTest(words):
                done = run(handler(), *words)
                self.assertEqual(done.returncode, WRONG_USAGE, done.stderr)
                self.assertIn("Run with --help for more information.", done.stdout + done.stderr)

    def test_version(self):
        version = re.search(r"^project\(bancheng VERSION (\S+)", (Given.source / "CMakeLists.txt").read_text(), re.M)[1]
        for name in ("handler", "generator"):
            done = run(Given.programs / name, "--version")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            # The number, and which sources were built.
            self.assertRegex(done.stdout, rf"^{name} {re.escape(version)}\+[0-9a-f]{{12}}\n$")

    def test_a_command_that_does_not_exist_is_answered_with_those_that_do(self):
        for words, sentence in (
            (("frob",), "There is no command 'frob'; there are: " + COMMANDS),
            ((), "A command is missing; there are: " + COMMANDS),
            (("user", "frob"), "There is no command 'frob'; there are: add, list, grant, revoke, disable, password, "
                               "drop-code, demo")):
            done = run(handler(), *words)
            self.assertEqual((done.returncode, done.stdout, done.stderr),
                             (WRONG_USAGE, "", sentence + "\nRun with --help for more information.\n"))

    def user(self, data, command, *words, password=PASSWORD):
        return run(handler(), "user", command, "--data", data, "--published", Given.site / "published", *words,
                   stdin=password + "\n")

    def test_weak_password(self):
        data = self.data()
        for password, sentence in (("short", "the password is too short: at least 10 characters"),
                                   ("my-name-is-zhangsan", "the password must not contain the login")):
            done = self.user(data, "add", "--login", "zhangsan", "--password-stdin", password=password)
            self.assert_says(done, WRONG_USAGE, sentence)
        self.assertEqual(self.user(data, "list").stdout, "")

    def test_grant_that_would_let_nobody_in(self):
        data = self.data()
        published = Given.site / "published"
        for words, code, sentence in (
            (("--site", "nowhere", "--role", "front_desk"), REFUSED,
             f"site 'nowhere' is not published, {published}/nowhere/current does not exist: run generator build "
             f"--published {published}"),
            (("--site", "demo", "--role", "unit", "--unit", "nobody"), REFUSED, "the site demo has no unit 'nobody'"),
            (("--site", "demo", "--role", "front_desk", "--window", "nobody"), REFUSED,
             "the site demo has no window 'nobody'"),
            (("--site", "demo", "--role", "unit"), WRONG_USAGE, "the role unit needs --unit ID"),
            (("--site", "demo", "--role", "boss"), WRONG_USAGE,
             "a grant needs --site and --role, one of: front_desk, dispatcher, unit, leader_on_duty, leading_group, "
             "supervision, editor, auditor, admin")):
            with self.subTest(words):
                self.assert_says(self.user(data, "add", "--login", "wang", *words, "--password-stdin"), code, sentence)
        self.assertEqual(self.user(data, "list").stdout, "")

    def test_unknown_user(self):
        data = self.data()
        for command, words in (("disable", ()), ("password", ("--password-stdin",)),
                               ("grant", ("--site", "demo", "--role", "front_desk"))):
            self.assert_says(self.user(data, command, "--login", "wang", *words), REFUSED,
                             "there is no user 'wang'; see handler user list")

    def test_login_given_twice_keeps_the_first_password(self):
        data = self.data()
        words = ("--login", "wang", "--site", "demo", "--role", "front_desk", "--password-stdin")
        self.assertEqual(self.user(data, "add", *words).stdout, "added wang\n")
        self.assert_says(self.user(data, "add", *words, password="another-long-sentence"), REFUSED,
                         "the user 'wang' is there already")
        with Server(data) as server:
            signed_in = harness.ask(server.port, "/handle/desk/demo/sign-in", {"login": "wang", "password": PASSWORD})
            self.assertEqual(signed_in.status, 303)

    # -- content

    def test_content_with_a_mistake_changes_nothing(self):
        content, site = self.copy_of_content(), self.copy_of_site()
        before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
        policy = content / "sites" / "demo" / "policy.yaml"
        policy.write_text(policy.read_text().replace("handle: 2 workdays", "handle: 2 workdas"))
        done = build(content, site)
        self.assertEqual(done.returncode, MISTAKES)
        self.assertRegex(done.stderr, r"demo/policy\.yaml:\d+:\d+: error\[")
        self.assertIn("2 workdas", done.stderr)
        self.assertEqual({path: path.read_bytes() for path in site.rglob("*") if path.is_file()}, before)


if __name__ == "__main__":
    harness.main()
