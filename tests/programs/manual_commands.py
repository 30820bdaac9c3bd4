#!/usr/bin/env python3
"""Runs every block of both operating manuals in order, on one machine each, and compares what is printed with what the
manual says that one sees. Blocks that carry a mark are run by the test that the mark names."""
import datetime
import re
import shutil

import documents
import harness
from harness import Given, Test
from scratch_machine import Machine

SITE = "qingshui"
LANGUAGES = {"en": ("docs/operating.md", "C.UTF-8"), "zh": ("docs/operating.zh-CN.md", "zh_CN.UTF-8")}
CHINA = datetime.timezone(datetime.timedelta(hours=8))
FEWEST_SHOWN = 5  # core/publications/statistics.h


def with_a_certificate(machine):
    """What the authority sends back: here signed by the key itself."""
    request = "" if machine.at("/root/window.csr").exists() else (
        "openssl req -new -newkey rsa:2048 -nodes -keyout /etc/ssl/private/window.key -out /tmp/window.csr "
        "-subj /CN=window.example.gov.cn\ncp /tmp/window.csr /root/window.csr\n")
    machine.done(request + "openssl x509 -req -in /root/window.csr -signkey /etc/ssl/private/window.key -days 365 "
                 "-copy_extensions copy -out /etc/ssl/certs/window.pem")
    return machine, {}


def with_a_tick(machine):
    """The service has looked once what is due, as it does at its start and each minute."""
    noted = "[ok] The job that records what is due runs in time."
    assert harness.wait_until(lambda: noted in machine.run("handler doctor --lang en").output)
    return machine, {}


def with_reports(machine):
    """As many reports of this quarter as a rate needs."""
    for _ in range(FEWEST_SHOWN):
        machine.report(SITE)
    return machine, {}


def with_a_wrong_clock(machine):
    """Data of their own in which one report was recorded in 2028, and a clock that is right again."""
    data, clock = machine.root / "wrong" / "var", machine.root / "wrong" / "clock"
    data.parent.mkdir()
    harness.new_data_folder(data)
    harness.set_clock(clock, "2028-02-29T10:30:00+08:00")
    with harness.Server(data, site=machine.at("/srv/bancheng"), clock=clock) as server:
        fields = harness.check_page(server.port, SITE)
        harness.set_clock(clock, "2028-02-29T10:31:00+08:00")
        assert harness.confirm(server.port, fields, SITE).number
    harness.set_clock(clock, "2026-12-01T10:00:00+08:00")
    return machine, {"BANCHENG_DATA": str(data), "BANCHENG_TEST_CLOCK": str(clock)}


def on_the_next_machine(machine):
    """A machine with the package alone, to which backups, keys and settings of the first were taken."""
    machine.done("cp -a /var/backups/bancheng /root/taken")
    new = machine.another()
    new.install_package()
    for place in ("/var/backups/bancheng", "/media/stick"):
        shutil.copytree(machine.at(place), new.at(place), dirs_exist_ok=True)
    settings = machine.at("/etc/bancheng/bancheng.conf").read_text()
    new.at("/etc/bancheng/bancheng.conf").write_text(settings.replace(str(machine.root), str(new.root)))
    return new, {}


def with_a_folder_of_another_machine(machine):
    machine.at("/mnt/copies/bancheng").mkdir(parents=True)
    return machine, {}


def on_an_empty_machine(machine):
    new = machine.another()
    new.install_package()
    return new, {}


def in_a_checkout(machine):
    """A machine with nothing but a checkout, in which everything was built before this test."""
    new = machine.another()
    checkout = new.root / "root"
    (checkout / "script").mkdir()
    (checkout / "script" / "setup").write_text("#!/bin/sh\n")
    (checkout / "script" / "setup").chmod(0o755)
    (checkout / "build").symlink_to(Given.source / "build")
    return new, {}


# What must have happened before a block that begins so: gives the machine and variables for its commands.
BEFORE = {
    "cd /usr/share/bancheng/deploy": with_a_certificate,
    "openssl x509": with_a_certificate,
    "handler restore --from /var/backups/bancheng/bancheng-2026-11-29T0300Z --keys": on_the_next_machine,
    "bancheng-setup --cgi": on_an_empty_machine,
    "handler doctor": with_a_tick,
    "systemctl enable --now bancheng-copy.timer": with_a_folder_of_another_machine,
    "script/setup": in_a_checkout,
    "runuser -u bancheng -- handler statistics": with_reports,
    "runuser -u bancheng -- handler clock mend": with_a_wrong_clock,
}
# What a machine that was set up by the manual never says.
NEVER_PRINTED = re.compile(r"^\[(?:red|严重)\]|error\[|：错误：", re.M)
# The manual says to wait and to run the commands again.
BUSY = "another build is writing to"


class Manual(Test):
    def follow(self, language):
        path, lang = LANGUAGES[language]
        machine = Machine(self.folder, lang)
        self.addCleanup(machine.end)
        machine.install_package()
        run_here = [block for block in documents.read(Given.source / path)[1] if not block.runner]
        self.assertGreaterEqual(len(run_here), 20, f"{path} has fewer blocks than it had")
        for block in run_here:
            with self.subTest(f"{path}:{block.line}"):
                self.do(machine, block, documents.sentence_behind(block, documents.SEEN[language][0]))

    def do(self, machine, block, seen):
        self.assertEqual(block.language, "sh", "a block of a language that no test runs")
        first = block.commands[0]
        prepare = next((how for start, how in BEFORE.items() if first.startswith(start)), lambda one: (one, {}))
        where, variables = prepare(machine)
        commands = self.of_today(where, block.text)
        done = where.run(commands, **variables)
        while done.returncode == 2 and BUSY in done.output:
            done = where.run(commands, **variables)
        self.assertEqual(done.returncode, 0, done.output)
        self.assertNotRegex(done.output, NEVER_PRINTED)
        for code in documents.CODE.findall(seen):
            printed = ".*?".join(re.escape(part) for part in code.split("..."))
            self.assertRegex(done.output, printed, "the manual says that one sees this")

    @staticmethod
    def of_today(machine, text):
        """The commands with the newest backup and the quarter of today in the place of those of the manual's day."""
        made = sorted(folder.name for folder in machine.at("/var/backups/bancheng").glob("bancheng-*"))
        text = re.sub(r"bancheng-[0-9]{4}-[0-9T-]+Z", made[-1] if made else "none", text)
        today = datetime.datetime.now(CHINA)
        return text.replace("2026-Q3", f"{today.year}-Q{(today.month + 2) // 3}")

    def test_english(self):
        self.follow("en")

    def test_chinese(self):
        self.follow("zh")


class MachineTools(Test):
    """The commands that stand for those of a whole machine refuse what these would refuse."""

    def refused(self, commands):
        machine = Machine(self.folder, "C.UTF-8")
        self.addCleanup(machine.end)
        done = machine.run(commands)
        self.assertNotEqual(done.returncode, 0, commands)
        return done.output

    def test_a_user_that_nobody_made(self):
        self.assertIn("invalid user", self.refused("runuser -u bancheng -- true"))

    def test_an_owner_that_nobody_made(self):
        self.assertIn("invalid user", self.refused("install -d -o bancheng /srv/x"))

    def test_a_place_that_is_not_there(self):
        self.assertIn("/srv/x: No such file", self.refused("useradd bancheng\nchown -R bancheng:bancheng /srv/x"))

    def test_a_unit_that_is_not_installed(self):
        self.assertIn("bancheng.service could not be found", self.refused("systemctl restart bancheng"))

    def test_a_program_that_does_not_start(self):
        unit = r"[Service]\nExecStart=/usr/bin/false serve\n"
        self.assertIn("Job for x.service failed", self.refused(
            f"printf '{unit}' > /etc/systemd/system/x.service\nsystemctl start x"))

    def test_a_site_of_nginx_with_a_mistake(self):
        self.assertIn("unknown directive", self.refused(
            "echo 'server { listn 80; }' > /etc/nginx/conf.d/x.conf\nnginx -t"))


if __name__ == "__main__":
    harness.main()
