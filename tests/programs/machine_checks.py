#!/usr/bin/env python3
"""What an operator asks the programs about their machine: doctor, health, output that does not arrive, and commands of
root."""
import json
import os
import shutil
import subprocess

import harness
from harness import Given, Server, Test, handler, run

NOBODY = 65534
WRONG_USAGE = 64


class Checks(Test):
    def test_a_wrong_command_line_under_cgi_ends_with_a_page(self):
        place = ("--published", Given.site / "published", "--data", self.data(), "--templates",
                 Given.source / "site_templates")
        for more, code in ((("--role", "junk"), WRONG_USAGE), (("--no-such-option",), WRONG_USAGE)):
            with self.subTest(more):
                done = run(handler(), "cgi", *place, *more, env={"REQUEST_METHOD": "GET", "PATH_INFO": "/demo/report",
                                                                 "SCRIPT_NAME": "/handle", "REMOTE_ADDR": "127.0.0.1"})
                self.assertEqual(done.returncode, code)
                self.assertTrue(done.stdout.startswith("Status: 503"), done.stdout[:200])

    def test_output_that_does_not_arrive_is_a_refusal(self):
        data = self.data()
        for command in ((handler(), "--help"), (handler(), "doctor", "--data", data),
                        (handler(), "clock", "--data", data), (harness.generator(), "reference"),
                        (harness.generator(), "--help")):
            with self.subTest(command[1]), open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([str(word) for word in command], stdout=full, stderr=subprocess.PIPE, text=True,
                                      check=False)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn("the output could not be written", done.stderr)

    def test_a_doctor_says_what_is_red_and_what_to_do(self):
        data = self.data()
        place = ("--data", data, "--published", Given.site / "published", "--templates", Given.source / "site_templates")
        before = sorted(os.listdir(data))
        done = run(handler(), "doctor", *place, "--lang", "en")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[red] There was no backup yet.", done.stdout)
        self.assertEqual(sorted(os.listdir(data)), before)
        self.assertIn("还没有做过备份", run(handler(), "doctor", *place, env={"LANG": "zh_CN.UTF-8"}).stdout)

    def test_a_new_data_folder_has_no_account(self):
        done = run(handler(), "user", "list", "--data", self.data())
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_health_tells_this_machine_why(self):
        with Server(self.data()) as server:
            told = json.loads(harness.ask(server.port, "/handle/healthz").body)
            self.assertEqual((told["ready"], told["live"], told["left_out"]), ("ok", True, []))
            self.assertIsNotNone(told["version"])
            self.assertEqual(harness.ask(server.port, "/handle/livez").status, 200)


class RootsCommands(Test):
    """What an operator types as root must not lock out the service, which runs as the owner of the folder."""

    def own(self, name):
        folder = self.folder / name
        folder.mkdir(mode=0o755)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        return folder

    def assert_of_one_owner(self, folder):
        owner = folder.stat().st_uid
        self.assertEqual([str(path) for path in folder.rglob("*") if path.lstat().st_uid != owner], [])

    def test_data_and_pages_belong_to_the_owner_of_their_folder(self):
        # At places that the owner can read.
        templates = shutil.copytree(Given.source / "site_templates", self.folder / "templates")
        content, data = self.own("content"), self.own("var")
        public, published = self.own("public"), self.own("published")
        for part in ("calendar", "sites/demo"):
            shutil.copytree(Given.source / "content" / part, content / part)
        shutil.copy(handler(), self.folder)
        shutil.copy(harness.generator(), self.folder)
        for command in (("generator", "build", "--quiet", "--content", content, "--templates", templates, "--out", public,
                         "--published", published),
                        ("handler", "init", "--data", data),
                        ("handler", "user", "add", "--data", data, "--published", published, "--login", "zhangsan", "--name",
                         "张三", "--site", "demo", "--role", "front_desk", "--password-stdin"),
                        ("handler", "tick", "--data", data, "--published", published, "--templates", templates)):
            done = run(self.folder / command[0], *command[1:], cwd="/", stdin="kestrel-over-rice-fields\n")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((data / "bancheng.sqlite").exists() and (public / "demo").is_dir())
        for folder in (data, public, published):
            self.assert_of_one_owner(folder)

    def test_care_of_the_data_leaves_all_files_to_their_owner(self):
        data, place = self.own("var"), self.own("backups")
        keys = self.folder / "keys.txt"
        site = ("--published", Given.site / "published", "--templates", Given.source / "site_templates")
        for command in (("init",), ("keys", "export", "--to", keys), ("clock",), ("backup", "--to", place, *site),
                        ("purge", *site), ("repair", *site), ("verify", *site)):
            done = run(handler(), *command, "--data", data, cwd="/")
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
        shutil.rmtree(data / "keys")
        for command in (("keys", "import", "--from", keys), ("keys", "compare", keys),
                        ("restore", "--from", next(place.glob("bancheng-*")))):
            done = run(handler(), *command, "--data", data, cwd="/")
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
        self.assertTrue((data / "keys" / "desk").exists() and (data / "bancheng.sqlite").exists())
        for folder in (data, place):
            self.assert_of_one_owner(folder)


if __name__ == "__main__":
    harness.main()
