#!/usr/bin/env python3
"""What an operator asks the programs about data in PostgreSQL: doctor in both languages, health, the desk's page of checks,
backup and purge. Each finding about the server is made by a real one."""
import json
import os
import re

import harness
import postgres_cluster
from harness import Given, ask, handler, hidden_fields, run, set_clock, ticket, wait_until
from postgres_cluster import OWNER, PASSWORD as PASSWORD_THERE, write_service
from postgres_town import PostgresTown

SOUND = ("[ok] PostgreSQL 1", "[正常] PostgreSQL 1")
REFUSED = ("[red] PostgreSQL cannot be used.", "[严重] PostgreSQL 用不了。")
CHECKS = "/handle/desk/demo/checkup"
# Words that stand nowhere else: what a reporter types is sealed, what staff write is open.
TYPED = {"name": "欧阳龘靐", "problem": "qzxneedle 骉羴，一直办不下来。"}
WRITTEN = {"matter": "犇猋事项", "reason": "zqxneedle 灪爩，本人撤回"}


class Doctor(PostgresTown):
    durable = True

    def examine(self, *words, service=None, data=None):
        """What doctor says in both languages."""
        where = {"env": postgres_cluster.on_postgres(service)} if service else {}
        return [self.command("doctor", *self.place(), "--lang", language, *words, data=data, **where).stdout
                for language in ("en", "zh")]

    def assert_found(self, expected, *words, **where):
        """`expected`: pairs of what stands in the English and in the Chinese lines."""
        for said, parts in zip(self.examine(*words, **where), zip(*expected)):
            for part in parts:
                self.assertIn(part, said)

    def test_says_of_a_sound_server_that_it_is_sound(self):
        self.done("user", "list")
        alone = ("[note] No commit waits for a standby", "[说明] PostgreSQL 没有同步备库")
        unchecked = ("[warning] PostgreSQL keeps no checksums", "[警告] PostgreSQL 没有开启数据校验")
        none = ("[ok] PostgreSQL archives no log", "[正常] PostgreSQL 不归档日志")
        self.assert_found([alone, unchecked, none])
        self.server.stop()
        programs = postgres_cluster.programs()
        postgres_cluster.must(*postgres_cluster.as_administrator(programs / "pg_checksums", "--enable", "-D",
                                                                 self.server.data))
        self.server.start()
        self.assert_found([SOUND, alone, none])

    def test_says_what_is_wrong_with_the_way_to_the_server(self):
        self.done("user", "list")
        place = {"host": self.server.folder, "dbname": "town", "user": OWNER, "password": PASSWORD_THERE}
        other = self.folder / "other"
        for change, said in (({"password": "wrong"}, "password authentication failed"),
                             ({"password": None}, "asks for a password: add password=..."),
                             ({"host": self.folder}, "no connection to PostgreSQL"),
                             ({"dbname": "village"}, "no connection to PostgreSQL"),
                             ({"dbname": None}, "lacks dbname=...")):
            with self.subTest(change):
                values = {name: value for name, value in {**place, **change}.items() if value}
                write_service(other, **values)
                self.assert_found([REFUSED, (said, said)], service=other)
        self.service.chmod(0o644)
        self.assert_found([REFUSED, ("chmod 640",) * 2])
        self.service.chmod(0o640)
        self.assert_found([("[note] No commit waits", "[说明] PostgreSQL 没有同步备库")])
        self.service.unlink()
        self.assert_found([REFUSED, ("is missing: make it with host",) * 2])

    def test_says_that_the_server_is_gone(self):
        self.done("user", "list")
        self.server.stop()
        self.assert_found([REFUSED, ("check that the server runs",) * 2])
        self.server.start()
        self.assertNotIn(REFUSED[0], self.examine()[0])

    def test_says_which_database_is_of_no_use(self):
        for name, making, said in (("latin", "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'", "the encoding LATIN1"),
                                   ("ordered", "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
                                    "the collation C.UTF-8")):
            with self.subTest(name):
                self.server.sql(f"CREATE DATABASE {name} OWNER {OWNER} {making} TEMPLATE template0")
                service = write_service(self.folder / name, host=self.server.folder, dbname=name, user=OWNER,
                                        password=PASSWORD_THERE)
                self.assert_found([REFUSED, (said,) * 2, ("createdb -T template0",) * 2], service=service)

    def test_says_that_the_server_is_too_old(self):
        """The server says another version of itself to this database."""
        self.server.sql("SET allow_system_table_mods = on; ALTER FUNCTION pg_catalog.current_setting(TEXT) RENAME TO said; "
                        "CREATE FUNCTION pg_catalog.current_setting(name TEXT) RETURNS TEXT STABLE LANGUAGE SQL AS "
                        "$$ SELECT CASE WHEN name = 'server_version_num' THEN '120022' ELSE said(name) END $$", "town")
        self.assert_found([REFUSED, ("is older than PostgreSQL 13: install a newer one",) * 2])

    def test_says_which_settings_lose_or_keep_what_they_must_not(self):
        self.done("user", "list")
        unsafe = "[red] PostgreSQL's setting {} is off", "[严重] PostgreSQL 的设置 {} 关着"
        texts = "[red] PostgreSQL's log gets the values of statements", "[严重] PostgreSQL 的日志会记下语句里的值"
        for settings, found in (({"fsync": "off"}, [name.format("fsync") for name in unsafe]),
                                ({"full_page_writes": "off"}, [name.format("full_page_writes") for name in unsafe]),
                                ({"synchronous_commit": "off"}, [name.format("synchronous_commit") for name in unsafe]),
                                ({"log_statement": "all"}, texts),
                                ({"log_min_duration_statement": "0"}, texts),
                                ({"log_parameter_max_length_on_error": "-1"}, texts),
                                ({"log_statement": "all", "log_parameter_max_length": "0"}, None)):
            with self.subTest(settings):
                self.server.set(**settings)
                if found:
                    self.assert_found([found])
                else:
                    self.assertNotIn(texts[0], self.examine()[0])
                self.server.set(**dict.fromkeys(settings))
        self.assertNotIn("[red] PostgreSQL", self.examine()[0])

    def test_says_how_long_an_archive_keeps_what_was_destroyed(self):
        self.done("user", "list")
        unknown = "[red] PostgreSQL archives its log, or a replication slot", "[严重] PostgreSQL 在归档日志，或者有复制槽"
        self.server.sql("SELECT pg_create_physical_replication_slot('old')")
        self.assert_found([unknown])
        self.server.sql("SELECT pg_drop_replication_slot('old')")
        self.assert_found([("[ok] PostgreSQL archives no log", "[正常] PostgreSQL 不归档日志")])
        self.server.set(archive_mode="on", archive_command="true")
        self.server.stop()
        self.server.start()
        self.assert_found([unknown])
        self.assert_found([("[ok] PostgreSQL's archived log is kept for 7 days", "[正常] PostgreSQL 的日志归档保留 7 天")],
                          "--archive-days", "7")
        self.assert_found([("[warning] PostgreSQL's archived log is kept for 31 days",
                            "[警告] PostgreSQL 的日志归档保留 31 天")], "--archive-days", "31")

    def test_says_which_database_the_settings_should_name(self):
        self.done("user", "list", env=None)
        self.done("copy", "--to", "postgresql", *self.place()[:4])
        self.assert_found([("[warning] The data are in PostgreSQL, and the file that they have left is still there",
                            "[警告] 数据已经在 PostgreSQL 里，搬走以前的数据库文件")])
        left = self.command("doctor", *self.place(), "--lang", "en", env=None)
        self.assertIn("[red] The data were moved to PostgreSQL on 20", left.stdout)
        self.sql("INSERT INTO facts(name, value) VALUES ('arriving', '0123456789abcdef')")
        self.assert_found([("[red] The move of the data into this database was not finished",
                            "[严重] 数据还没有全部搬到这个数据库")])

    def test_says_that_the_data_cannot_be_read(self):
        self.done("user", "list")
        self.server.sql(f"REVOKE ALL ON facts FROM {OWNER}", "town")
        self.assert_found([("[red] The data in PostgreSQL cannot be read.", "[严重] PostgreSQL 里的数据读不了。"),
                           ("PostgreSQL denies access",) * 2])

    def test_says_that_keys_are_those_of_other_data(self):
        with self.serve():
            pass  # which notes whose data these are
        self.assert_found([("[ok] The keys are whole", "[正常] 密钥完整")])
        self.assert_found([("are not those of the database",) * 2], data=self.data("other"))


class Standby(PostgresTown):
    def setUp(self):
        harness.Test.setUp(self)
        self.pair = postgres_cluster.Pair(self.folder).make()
        self.addCleanup(self.pair.remove)
        self.service = self.pair.new_database("town", self.folder / "service")
        self.environment = postgres_cluster.on_postgres(self.service)
        self.var, self.time = self.data(), self.clock()
        self.done("user", "list")
        self.pair.copy_to_standby()

    def examine(self, language, environment):
        return self.command("doctor", *self.place(), "--lang", language, env=environment).stdout

    def test_is_told_and_is_not_used_alone(self):
        alone = write_service(self.folder / "alone", host=self.pair.standby.folder, dbname="town", user=OWNER,
                              password=PASSWORD_THERE)
        for language, follows, refused in (("en", "[ok] Each commit waits for a standby: standby.", REFUSED[0]),
                                           ("zh", "[正常] 每次提交都等同步备库确认：standby。", REFUSED[1])):
            self.assertIn(follows, self.examine(language, self.environment))
            self.assertIn(refused, self.examine(language, postgres_cluster.on_postgres(alone)))
        self.assert_refused(2, "no connection to PostgreSQL", "user", "list", env=postgres_cluster.on_postgres(alone))


class Health(PostgresTown):
    def health(self, port, name="healthz"):
        answer = ask(port, f"/handle/{name}")
        return answer.status, json.loads(answer.body)

    def test_follows_the_server(self):
        with self.serve() as server:
            self.assertEqual([self.health(server.port, name)[0] for name in ("healthz", "readyz")], [200, 200])
            number = self.report(server.port)
            self.server.kill()
            for name in ("healthz", "readyz"):
                status, told = self.health(server.port, name)
                self.assertEqual((status, told["ready"], told["live"]), (503, "not ready", True))
                self.assertRegex(" ".join(told["why"]), "nothing can be saved: .*PostgreSQL")
            self.assertEqual(ask(server.port, "/handle/livez").status, 200)
            self.assertEqual(ticket(server.port, number).status, 503)
            self.server.start()
            self.assertTrue(wait_until(lambda: self.health(server.port)[0] == 200))
            self.assertEqual(ticket(server.port, number).status, 200)

    def test_is_red_where_the_server_takes_no_writes(self):
        with self.serve() as server:
            self.server.set(default_transaction_read_only="on")
            self.assertTrue(wait_until(lambda: self.health(server.port)[0] == 503))
            self.server.set(default_transaction_read_only=None)
            self.assertTrue(wait_until(lambda: self.health(server.port)[0] == 200))


class Staff(PostgresTown):
    """What staff see of the server, and where it is gone."""

    def test_the_page_of_checks_tells_of_the_server_and_names_no_place(self):
        self.hire("zhao", "admin")
        self.hire("wang")
        self.server.sql("SELECT pg_create_physical_replication_slot('old')")
        with self.serve() as server:
            pages = {login: ask(server.port, CHECKS, cookie=self.desk(server.port, login).cookie)
                     for login in ("zhao", "wang")}
        self.assertEqual({login: page.status for login, page in pages.items()}, {"zhao": 200, "wang": 403})
        page = pages["zhao"].body
        for words in ("系统检查", "PostgreSQL 的设置 fsync 关着", "PostgreSQL 在归档日志，或者有复制槽保留日志",
                      "PostgreSQL 没有开启数据校验", "PostgreSQL 没有同步备库"):
            self.assertIn(words, page)
        for place in (str(self.folder), PASSWORD_THERE, self.server.folder.name):
            self.assertNotIn(place, page)

    def test_who_is_signed_in_stays_so_and_loses_no_text_while_the_server_is_gone(self):
        self.hire("wang")
        with self.serve() as server:
            self.report(server.port)
            desk = self.desk(server.port, "wang")
            case = f"/handle/desk/demo/cases/{desk.newest_case()}"
            hidden = hidden_fields(ask(server.port, case, cookie=desk.cookie).body)
            accepted = {"csrf": hidden["csrf"], "seen": hidden["seen"], "kind": "matter", "tier": "general",
                        "matter": WRITTEN["matter"]}
            self.server.stop()
            self.assertEqual(ask(server.port, case, cookie=desk.cookie).status, 503)
            kept = ask(server.port, case + "/actions/accept", accepted, cookie=desk.cookie)
            self.assertEqual(kept.status, 503)
            self.assertIn(WRITTEN["matter"], kept.body)
            self.server.start()
            self.assertTrue(wait_until(lambda: ask(server.port, case, cookie=desk.cookie).status == 200))
            self.assertEqual(ask(server.port, case + "/actions/accept", accepted, cookie=desk.cookie).status, 303)


class Copies(PostgresTown):
    """The command of bancheng-backup.service, with nothing but the settings of bancheng.conf."""

    def setUp(self):
        super().setUp()
        self.backups = self.folder / "backups"
        self.backups.mkdir(mode=0o700)
        conf = self.folder / "bancheng.conf"
        conf.write_text("".join(f"{name} = {value}\n" for name, value in {
            "data": self.var, "published": Given.site / "published", "templates": Given.source / "site_templates",
            "database": "postgresql", "database-service": self.service, "backup-to": self.backups,
            "backup-keep": 2}.items()))
        self.conf = {"env": {**os.environ, "BANCHENG_CONF": str(conf)}}

    def back_up(self):
        """As the unit does, which cannot read the keys."""
        keys, hidden = self.var / "keys", self.folder / "hidden"
        keys.rename(hidden)
        done = run(*self.command_of_unit(), **self.conf)
        hidden.rename(keys)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("verified", done.stdout)
        return self.backups / re.search(r"made .*/(bancheng-[^:]*): ", done.stdout)[1]

    def command_of_unit(self):
        unit = (Given.source / "deploy/bancheng-backup.service").read_text()
        return [handler(), *re.search(r"^ExecStart=\S+/handler (.*)$", unit, re.M)[1].split()]

    def test_are_made_while_serving_kept_in_their_number_and_restored(self):
        with self.serve() as server:
            numbers = [self.report(server.port, "127.0.3.1")]
            made = [self.back_up()]
            numbers.append(self.report(server.port, "127.0.3.2"))
            made += [self.back_up(), self.back_up()]
        self.assertEqual({path.name for path in self.backups.glob("bancheng-*")}, {path.name for path in made[1:]})
        self.assertEqual(json.loads((made[2] / "manifest.json").read_text())["counts"]["cases"], 2)
        said = run(handler(), "doctor", "--lang", "en", **self.conf).stdout
        self.assertNotIn("There was no backup yet", said)
        # Into a file of another folder, and into an empty database.
        file = self.folder / "file"
        keys = self.folder / "keys.txt"
        self.done("keys", "export", "--to", keys)
        self.done("restore", "--from", made[2], "--keys", keys, data=file, env=None)
        empty = postgres_cluster.on_postgres(self.server.new_database("empty", self.folder / "empty"))
        self.assert_refused(2, "is not empty", "restore", "--from", made[2])
        self.done("restore", "--from", made[2], env=empty)
        for where in ({"data": file, "env": None}, {"env": empty}):
            with self.serve(**where) as server:
                self.assertEqual([ticket(server.port, number).status for number in numbers], [200, 200])
            self.done("verify", *self.place(), **where)
        self.assertEqual(self.server.errors(), [])


class Purge(PostgresTown):
    def withdrawn_case(self):
        """A case that is full of needles, and over."""
        self.hire("wang")
        with self.serve() as server:
            number = self.report(server.port, **TYPED)
            desk = self.desk(server.port, "wang")
            case = desk.newest_case()
            desk.act(case, "accept", kind="matter", tier="general", matter=WRITTEN["matter"])
            desk.act(case, "withdraw", reason=WRITTEN["reason"])
        return number

    def stored(self):
        """What the database keeps of the texts: sealed and open ones, and keyed hashes by which staff find a case."""
        texts = self.sql("SELECT body FROM parts WHERE body <> '' UNION SELECT trace FROM case_traces").split("\n")
        return {text.encode() for text in texts if text}

    def in_files(self, needles):
        """The needles that any file of the server's tables and indexes holds."""
        self.server.sql("CHECKPOINT")
        held = b"\n".join(file.read_bytes() for file in (self.server.data / "base").rglob("*") if file.is_file())
        return {needle for needle in needles if needle in held}

    def test_destroys_what_is_due_and_leaves_nothing_of_it_in_the_tables(self):
        self.withdrawn_case()
        stored, written = self.stored(), {text.encode() for text in WRITTEN.values()}
        self.assertGreaterEqual(len(stored), 5)
        self.assertEqual(self.in_files(written), written, "the search is blind")
        self.assertIn("something of 0 cases", self.done("purge", *self.place()))
        set_clock(self.time, "2031-09-25T00:00:00+08:00")
        self.server.sql("SELECT pg_create_physical_replication_slot('old')")
        dry = self.done("purge", "--dry-run", *self.place())
        self.assertIn("something of 1 cases is kept long enough; nothing was destroyed", dry)
        self.assertIn("PostgreSQL's archived log keeps what is destroyed for how long nothing says: set archive-days", dry)
        self.assertEqual(self.stored(), stored)
        days = {"env": {**self.environment, "BANCHENG_ARCHIVE_DAYS": "7"}}
        done = self.done("purge", *self.place(), **days)
        self.assertIn("PostgreSQL's archived log keeps what is destroyed for 7 days", done)
        self.assertIn("something of 1 cases was kept long enough, and is destroyed", done)
        self.assertEqual(self.stored() & stored, set())
        self.assertEqual(self.in_files(stored | written), set())
        self.assertTrue((self.var / "destroyed.list").read_text())
        self.assertIn("something of 0 cases", self.done("purge", *self.place()))
        self.done("verify", *self.place())
        self.assertEqual(self.server.errors(), [])

    def test_waits_for_no_server_that_is_gone(self):
        self.server.stop()
        self.assert_refused(2, "no connection to PostgreSQL", "purge", *self.place())


if __name__ == "__main__":
    harness.main()
