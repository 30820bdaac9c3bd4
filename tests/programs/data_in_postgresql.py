#!/usr/bin/env python3
"""Runs the blocks of both operating manuals about data in PostgreSQL, with a real server, on a machine that the manual
has set up; then the backup that was made there is restored into an empty database."""
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile

import documents
import harness
import manual_commands
from harness import FAR_SECONDS, Given, Test, wait_until
from scratch_machine import Machine

RUNNER = "tests/programs/data_in_postgresql.py"
MANUALS = {"en": "docs/operating.md", "zh": "docs/operating.zh-CN.md"}
# The blocks before this section set up a machine.
AFTER_INSTALL = {"en": "Upgrade", "zh": "升级"}
USER = "postgres"  # PostgreSQL refuses root


class Server:
    """One server of Debian's package in a folder of its own, reached by a Unix socket alone."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-db-"))
        self.programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[4]))
        self.as_user = []
        if os.getuid() == 0:
            user = pwd.getpwnam(USER)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
        self.ask("initdb", "-D", self.folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k", "-N")
        self.process = subprocess.Popen(
            [*self.as_user, self.programs / "postgres", "-D", self.folder / "data", "-c", "listen_addresses=", "-c",
             f"unix_socket_directories={self.folder}"], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        assert wait_until(lambda: subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder],
                                                 check=False).returncode == 0), "PostgreSQL does not start"

    def ask(self, program, *words):
        done = subprocess.run([*self.as_user, self.programs / program, *words], cwd="/", check=False,
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def make_database(self, name):
        self.ask("createdb", "-h", self.folder, "-U", USER, "-T", "template0", "-E", "UTF8", "--locale=C", name)

    def end(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(FAR_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)


class DataInPostgresql(Test):
    do = manual_commands.Manual.do
    of_today = staticmethod(manual_commands.Manual.of_today)

    def set_up(self, language):
        machine = Machine(self.folder, manual_commands.LANGUAGES[language][1])
        self.addCleanup(machine.end)
        machine.install_package()
        blocks = documents.read(Given.source / MANUALS[language])[1]
        for block in blocks:
            if block.section == AFTER_INSTALL[language]:
                break
            if not block.runner:
                self.do(machine, block, documents.sentence_behind(block, documents.SEEN[language][0]))
        return machine, [block for block in blocks if block.runner == RUNNER]

    def name_database(self, machine, server, name):
        server.make_database(name)
        service = machine.at("/etc/bancheng/pg_service.conf")
        service.write_text(f"[bancheng]\nhost={server.folder}\ndbname={name}\nuser={USER}\n")
        service.chmod(0o600)

    def follow(self, language):
        server = Server()
        self.addCleanup(server.end)
        machine, blocks = self.set_up(language)
        site = manual_commands.SITE
        number = machine.report(site)
        self.name_database(machine, server, "bancheng")
        with machine.at("/etc/bancheng/bancheng.conf").open("a") as conf:
            conf.write(f"database-service = {machine.at('/etc/bancheng/pg_service.conf')}\n")
        self.assertEqual(len(blocks), 3)
        for block in blocks:
            with self.subTest(block.line):
                self.do(machine, block, documents.sentence_behind(block, documents.SEEN[language][0]))
                if "database = postgresql" in block.text:
                    self.restore_into_an_empty_one(machine, server)
        self.assertIn(site, str(machine.ask(f"/handle/{site}/ticket", {"number": number}).body))
        self.assertIn("1 cases", machine.run("runuser -u bancheng -- handler verify").output.replace("of ", ""))

    def restore_into_an_empty_one(self, machine, server):
        """The newest backup, while the settings name PostgreSQL; a database that holds data is refused."""
        newest = max(folder.name for folder in machine.at("/var/backups/bancheng").glob("bancheng-*"))
        restore = f"runuser -u bancheng -- handler restore --from /var/backups/bancheng/{newest}"
        stop = "systemctl stop bancheng.socket bancheng bancheng-publish bancheng-tick.timer bancheng-backup.timer\n"
        refused = machine.run(stop + restore)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("is not empty", refused.output)
        self.name_database(machine, server, "another")
        self.assertIn("restored", machine.run(restore).output)
        self.assertIn("verified", machine.run("runuser -u bancheng -- handler verify").output)

    def test_english(self):
        self.follow("en")

    def test_chinese(self):
        self.follow("zh")


if __name__ == "__main__":
    harness.main()
