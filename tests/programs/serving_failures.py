#!/usr/bin/env python3
"""Failures of a running server: a locked database, a full disk, a bad edit. No acknowledged report is lost."""
import concurrent.futures
import json
import os
import re
import resource
import socket
import sqlite3
import subprocess

import harness
from harness import (Asked, Given, Server, Test, ask, build, check_page, confirm, confirming, handler, refuses, run,
                     set_clock, ticket, wait_until)

BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
LATER = "2026-09-24T10:03:00+08:00"
WORDS = "材料交了三次，每次都说还缺一样。"
NOT_SAVED = "系统暂时存不上，这一次没有提交成功。内容都在，请过几分钟再按一次“确认提交”"


class Serving(Test):
    def setUp(self):
        super().setUp()
        self.time = self.clock(BEFORE)

    def filled(self, server, **answers):
        """A check page that may be confirmed at once, because a minute passes."""
        set_clock(self.time, BEFORE)
        fields = check_page(server.port, problem=WORDS, **answers)
        set_clock(self.time, AFTER)
        return fields

    def reported(self, server):
        answer = confirm(server.port, self.filled(server))
        self.assertIsNotNone(answer.number, str(answer))
        return answer.number

    def asked_again(self, answers, server, refused):
        """Presses the button of the page with the failure; every refusal keeps the text."""
        answers.append(confirm(server.port, confirming(refused)))
        if answers[-1].number is None:
            self.assert_text_kept(answers[-1])
        return answers[-1]

    def assert_text_kept(self, answer):
        """The page with the failure has all values, so that the same button can be pressed again."""
        self.assertEqual(answer.status, 503, str(answer))
        self.assertIn(NOT_SAVED, answer.body)
        self.assertEqual(harness.hidden_fields(answer.body)["problem"], WORDS)
        self.assertEqual(answer.headers["Retry-After"], "120")

    def cases(self, data):
        connection = sqlite3.connect(f"file:{data / 'bancheng.sqlite'}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        finally:
            connection.close()

    def events_of_log(self, server):
        lines = server.log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def assert_logged(self, server, event, *parts):
        said = [line["what"] for line in self.events_of_log(server) if line["event"] == event]
        self.assertTrue(said, f"no {event} in the log")
        for part in parts:
            self.assertIn(part, said[-1])

    def assert_verified(self, data):
        self.assertEqual(run(handler(), "verify", "--data", data).returncode, 0)


class LockedDatabase(Serving):
    def test_a_confirmation_during_a_long_lock_keeps_the_text_and_gives_one_ticket_afterwards(self):
        data = self.data()
        with Server(data, clock=self.time) as server:
            earlier = self.reported(server)
            fields = self.filled(server)
            other = sqlite3.connect(data / "bancheng.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            refused = confirm(server.port, fields)
            self.assert_text_kept(refused)
            self.assertEqual(ticket(server.port, earlier).status, 200, "acknowledged reports can still be read")
            other.execute("ROLLBACK")
            other.close()
            set_clock(self.time, LATER)
            # While a write of the server itself is the one that tries again, the page says "in a few minutes".
            answers = []
            self.assertTrue(wait_until(lambda: self.asked_again(answers, server, refused).number is not None))
            first = answers[-1]
            # A second click, and the older page of the same report: the same ticket.
            self.assertEqual(confirm(server.port, confirming(refused)).number, first.number)
            self.assertEqual(confirm(server.port, fields).number, first.number)
            self.assertEqual(self.cases(data), 2)
            self.assert_logged(server, "not_saved", "the database is locked by another program")
        self.assert_verified(data)

    def test_a_short_lock_is_only_waited_for(self):
        data = self.data()
        with Server(data, clock=self.time) as server:
            fields = self.filled(server)
            other = sqlite3.connect(data / "bancheng.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            asked = Asked(server.port, "/handle/demo/report", fields)
            other.execute("ROLLBACK")
            other.close()
            answer = asked.answer()
            self.assertIsNotNone(answer.number, str(answer))

    def test_pages_and_look_ups_are_answered_while_many_confirmations_wait_for_a_lock(self):
        data = self.data()
        with Server(data, clock=self.time) as server:
            earlier = self.reported(server)
            waiting = [self.filled(server, source=f"127.0.4.{i // 10 + 1}") for i in range(80)]
            other = sqlite3.connect(data / "bancheng.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with concurrent.futures.ThreadPoolExecutor(len(waiting)) as pool:
                asked = [pool.submit(confirm, server.port, fields, source=f"127.0.4.{i // 10 + 1}")
                         for i, fields in enumerate(waiting)]
                # 48 may wait for the writer, of which the timer may be one; the others are told at once.
                self.assertTrue(wait_until(lambda: sum(one.done() for one in asked) >= 32))
                self.assertEqual(ask(server.port, "/demo/").status, 200)
                self.assertEqual(ticket(server.port, earlier).status, 200)
                other.execute("ROLLBACK")
                other.close()
                for one in asked:
                    if one.result().number is None:
                        self.assert_text_kept(one.result())
        self.assert_verified(data)

    def test_a_start_on_a_database_that_is_locked(self):
        data = self.data()
        other = sqlite3.connect(data / "bancheng.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        done = run(handler(), "serve", "--published", Given.site / "published", "--templates",
                   Given.source / "site_templates", "--data", data, "--listen", "127.0.0.1:0")
        other.close()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("the database is locked by another program; try again, or stop that program", done.stderr)


class FullDisk(Serving):
    def fill_and_free(self, data, server, fill, free):
        """The same for each way of running out of space."""
        earlier = self.reported(server)
        waiting = [self.filled(server) for _ in range(60)]
        fill()
        acknowledged, refused = [], None
        for fields in waiting:
            answer = confirm(server.port, fields, source=f"127.0.3.{len(acknowledged) // 15 + 1}")
            if answer.number is None:
                refused = answer
                break
            acknowledged.append(answer.number)
        self.assertIsNotNone(refused, "the disk never became full")
        self.assert_text_kept(refused)
        for number in [earlier, *acknowledged]:
            self.assertEqual(ticket(server.port, number).status, 200, "acknowledged reports can still be read")
        free()
        set_clock(self.time, LATER)  # a new page: a confirmation within one second is asked again
        again = confirm(server.port, confirming(refused))
        self.assertIsNotNone(again.number, str(again))
        self.assertEqual(ticket(server.port, again.number).status, 200)
        self.assertEqual(self.cases(data), 2 + len(acknowledged))
        self.assert_logged(server, "not_saved", "no space is left on the disk that holds the database")

    def test_a_file_may_grow_no_more(self):
        """A quota, available to any user."""
        data = self.data()
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        with Server(data, clock=self.time) as server:
            pid = server.process.pid

            def fill():
                largest = max(path.stat().st_size for path in data.iterdir() if path.is_file())
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

            self.fill_and_free(data, server, fill, lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited))
        self.assert_verified(data)

    def test_a_file_system_without_space(self):
        """A full disk on a small file system; where mounting is not allowed, a limit on the program's files."""
        mount = self.small_disk("4m")
        if mount is None:
            return self.test_a_file_may_grow_no_more()
        data = harness.new_data_folder(mount / "var")
        filler = mount / "filler"
        with Server(data, clock=self.time) as server:
            self.fill_and_free(data, server, lambda: harness.write_until_full(filler), filler.unlink)
        self.assert_verified(data)
        return None

    def test_a_web_servers_program_still_reads_on_a_disk_without_space(self):
        """Where no server runs, nothing keeps the shared memory of the database, and a full disk refuses to make it."""
        mount = self.small_disk("4m")
        if mount is None:
            return
        data = harness.new_data_folder(mount / "var")
        with Server(data, clock=self.time) as server:
            self.reported(server)
        self.assertEqual([path.name for path in data.glob("bancheng.sqlite*")], ["bancheng.sqlite"])
        harness.write_until_full(mount / "filler")
        for method, path, status in (("GET", "/demo/report", "200"), ("GET", "/demo/ticket", "200")):
            done = run(handler(), "cgi", "--published", Given.site / "published", "--templates",
                       Given.source / "site_templates", "--data", data, "--test-clock", self.time,
                       env={"REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "/handle", "REMOTE_ADDR": "127.0.0.1"})
            self.assertIn(f"Status: {status}", done.stdout[:200] or done.stderr)

    def test_programs_without_a_server_tell_a_limit_of_file_sizes(self):
        """The system would end them by a signal."""
        data = self.data()
        with Server(data, clock=self.time):
            pass

        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        built = run(harness.generator(), "build", "--content", Given.source / "content", "--templates",
                    Given.source / "site_templates", "--out", self.folder / "public", "--published",
                    self.folder / "published", preexec_fn=limited)
        self.assertEqual(built.returncode, 2, built.stderr)
        self.assertIn("File too large", built.stderr)
        answered = run(Given.programs / "handler.cgi", preexec_fn=limited,
                       env={"REQUEST_METHOD": "GET", "PATH_INFO": "/demo/report", "SCRIPT_NAME": "/handle",
                            "REMOTE_ADDR": "127.0.0.1", "BANCHENG_DATA": str(data),
                            "BANCHENG_PUBLISHED": str(Given.site / "published"),
                            "BANCHENG_TEMPLATES": str(Given.source / "site_templates")})
        self.assertIn("Status: ", answered.stdout, answered.returncode)


class ManyProcesses(Serving):
    def test_guesses_at_the_same_moment_do_not_pass_the_limit_of_a_login(self):
        """Each process has a gate of its own; only the store counts for all of them."""
        data = self.data()
        with Server(data, clock=self.time):
            pass
        body = b"login=unknown&password=Made+up+2026"
        command = [handler(), "cgi", "--published", Given.site / "published", "--templates",
                   Given.source / "site_templates", "--data", data, "--test-clock", self.time]
        guesses = []
        for i in range(16):
            env = {"REQUEST_METHOD": "POST", "PATH_INFO": "/desk/demo/sign-in", "SCRIPT_NAME": "/handle", "HTTPS": "on",
                   "REMOTE_ADDR": f"10.{i}.0.1", "HTTP_HOST": "localhost", "HTTP_SEC_FETCH_SITE": "same-origin",
                   "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
            guesses.append(subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL))
        for guess in guesses:
            guess.stdin.write(body)
            guess.stdin.close()
        statuses = []
        for guess in guesses:
            statuses.append(guess.stdout.readline().split()[1].decode())
            guess.stdout.read()
            guess.wait(harness.FAR_SECONDS)
            guess.stdout.close()
        self.assertEqual((statuses.count("401"), statuses.count("429")), (10, 6), statuses)


class LayeredFolder(Test):
    def test_a_site_of_a_lower_layer_is_replaced_file_by_file(self):
        """As in a container whose image brings the pages along; where mounting is not allowed, the unit test of the
        replacement is all."""
        lower, upper, work, merged = (self.folder / name for name in ("lower", "upper", "work", "merged"))
        for folder in (lower, upper, work, merged):
            folder.mkdir()
        content = self.copy_of_content()
        self.assertEqual(build(content, lower).returncode, 0)
        layers = f"lowerdir={lower},upperdir={upper},workdir={work}"
        if run("mount", "-t", "overlay", "-o", layers, "overlay", merged).returncode != 0:
            print("(no file system can be mounted here) ", end="")
            return
        self.addCleanup(subprocess.run, ["umount", "-l", merged], check=False)
        staff = content / "sites" / "demo" / "bodies.yaml"
        staff.write_text(staff.read_text().replace("方向明", "方向亮"))
        built = build(content, merged)
        self.assertEqual(built.returncode, 0, built.stderr)
        self.assertIn("方向亮", (merged / "public" / "demo" / "leaders" / "index.html").read_text())
        self.assertEqual([path.name for path in (merged / "public").iterdir() if path.name.startswith(".stage")], [])


class Publishing(Serving):
    """The server reads published files, never the ones being edited."""

    GENERAL = "limits: {handle: 2 workdays}"

    def setUp(self):
        super().setUp()
        self.content, self.site = self.copy_of_content(), self.copy_of_site()
        self.policy = self.content / "sites" / "demo" / "policy.yaml"

    def edit(self, old, new):
        text = self.policy.read_text()
        self.assertEqual(text.count(old), 1)
        self.policy.write_text(text.replace(old, new))

    def forecast(self, server):
        answer = confirm(server.port, self.filled(server))
        self.assertIsNotNone(answer.number, str(answer))
        return answer.body

    def test_a_mistake_leaves_the_running_server_with_the_old_policy(self):
        with Server(self.data(), site=self.site, clock=self.time) as server:
            self.assertIn("2个工作日", self.forecast(server))
            self.edit(self.GENERAL, "limits: {handle: 2 workdas}")
            self.assertEqual(build(self.content, self.site).returncode, 1)
            self.assertIn("2个工作日", self.forecast(server))

    def test_a_good_edit_is_picked_up_without_a_restart(self):
        with Server(self.data(), site=self.site, clock=self.time) as server:
            self.assertNotIn("4个工作日", self.forecast(server))
            self.edit(self.GENERAL, "limits: {handle: 4 workdays}")
            self.assertEqual(build(self.content, self.site).returncode, 0)
            page = self.forecast(server)
            self.assertIn("4个工作日", page)
            self.assertNotIn("2个工作日", page)
            self.assertIn("4个工作日", ask(server.port, "/demo/process/").body)

    def test_a_damaged_version_is_logged_once_and_the_old_one_serves_on(self):
        with Server(self.data(), site=self.site, clock=self.time) as server:
            self.forecast(server)
            current = self.site / "published" / "demo" / "current"
            current.write_text("0123456789abcdef" * 2 + "\n")
            os.utime(current, (1, 1))
            for _ in range(3):
                self.assertIn("2个工作日", self.forecast(server))
            said = [line["what"] for line in self.events_of_log(server) if line["event"] == "site_not_loaded"]
            self.assertEqual(len(said), 1)
            self.assertIn(f"run generator build --published {self.site / 'published'}", said[0])


class FewResources(Serving):
    def started_with(self, data, kind, limit):
        """The process, and the first line that it prints: "" if it refuses to start."""
        server = Server(data, clock=self.time, preexec_fn=lambda: resource.setrlimit(kind, (limit, limit)))
        with open(server.log, "ab") as log:
            process = subprocess.Popen([str(part) for part in server.command], stdout=subprocess.PIPE, stderr=log,
                                       **server.more)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        return process, process.stdout.readline().decode(), server.log

    def test_a_limit_of_memory_is_enough_or_a_reason_not_to_start(self):
        for megabytes in (100, 200, 250, 300, 350, 360, 365, 370, 375, 380, 385, 390, 400, 600):
            with self.subTest(megabytes=megabytes):
                process, line, log = self.started_with(self.data(str(megabytes)), resource.RLIMIT_AS, megabytes << 20)
                if line:
                    port = int(line.rstrip("/\n").rpartition(":")[2])
                    for site in (Given.source / "content/sites").iterdir():
                        self.assertEqual(ask(port, f"/handle/{site.name}/ticket").status, 200)
                    # A password of a login that is not there costs as much memory as another.
                    tried = ask(port, "/handle/desk/demo/sign-in", {"login": "unknown", "password": "Made up 2026"})
                    self.assertEqual(tried.status, 401)
                    process.terminate()
                else:
                    # Where addresses are limited, threads share one heap: eight would need twice as much.
                    self.assertLess(megabytes, 400)
                code = process.wait(harness.FAR_SECONDS)
                said = log.read_text()[-500:]
                self.assertEqual(code, 0 if line else 2, said)
                self.assertTrue(line or re.search("raise (its|the) limit", said), said)

    def test_a_visitor_is_served_while_idle_peers_hold_all_open_files(self):
        process, line, log = self.started_with(self.data(), resource.RLIMIT_NOFILE, 64)
        port = int(line.rstrip("/\n").rpartition(":")[2])
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
        self.assertEqual(ask(port, "/demo/").status, 200)
        # The server loads its sites meanwhile: the crowd leaves files for that.
        self.assertEqual(log.read_text().count("Too many open files"), 0)
        for one in idle:
            one.close()
        process.terminate()
        self.assertEqual(process.wait(harness.FAR_SECONDS), 0)


class Ending(Serving):
    def test_the_signal_that_ends_it_lets_a_report_finish(self):
        data = self.data()
        with Server(data, clock=self.time) as server:
            fields = self.filled(server)
            other = sqlite3.connect(data / "bancheng.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            asked = Asked(server.port, "/handle/demo/report", fields)
            server.process.terminate()
            self.assertTrue(wait_until(lambda: refuses(server.port)))
            other.execute("ROLLBACK")
            other.close()
            answer = asked.answer()
            self.assertIsNotNone(answer.number, str(answer))
            self.assertTrue(wait_until(lambda: server.process.poll() is not None))
            self.assertEqual(server.process.returncode, 0)
        self.assertEqual(self.cases(data), 1)


if __name__ == "__main__":
    harness.main()
