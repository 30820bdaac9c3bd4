#!/usr/bin/env python3
"""The Debian package on bare machines with real systemd: installed, set up, restarted, updated, removed, purged, installed
again, and restored on another machine. Needs root, and a Debian mirror (BANCHENG_MIRROR).

    prove.py PACKAGE TAR WORK [TEST...]     roots of earlier runs in WORK are used again"""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import types
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "programs"))
from machine import BOOTS, Machine, bare_root, run, wait_until, within  # noqa: E402
from restarts import Visitors  # noqa: E402

HOST, SITE = "window.qingshui.test", "qingshui"
PEM, KEY = "/etc/ssl/certs/window.pem", "/etc/ssl/private/window.key"
SETUP = f"bancheng-setup --site {SITE} --certificate {PEM} --key {KEY} https://{HOST}/"
INSTALL = "apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold /root/bancheng.deb"


class Given:
    package = tar = work = pathlib.Path()


def make_certificates(folder):
    """A test authority and a certificate of the window."""
    def openssl(*words):
        run("openssl", *words, cwd=folder)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out",
            "ca.pem", "-days", "30", "-subj", "/CN=Test authority")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "window.key", "-out",
            "window.csr", "-subj", f"/CN={HOST}")
    (folder / "names").write_text(f"subjectAltName=DNS:{HOST}\n")
    openssl("x509", "-req", "-in", "window.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
            "-extfile", "names", "-out", "window.pem")


def machine_base(suite):
    """A machine of this release with a web server, before the package. The package's libraries lie in apt's cache, so that
    no network is needed later; where the package needs others than it did, the machine is made anew."""
    base = Given.work / (suite + "-machine")
    made = base / "made"
    needs = needs_of_package() if suite == "bookworm" else ""
    if not made.exists() or made.read_text() != needs:
        shutil.rmtree(base, ignore_errors=True)
        base.mkdir(parents=True)
        root = base / "root"
        run("cp", "-a", "--reflink=auto", bare_root(Given.work / suite, suite), root)
        within(root, "apt-get", "-q", "update")
        within(root, "apt-get", "-qy", "install", "--no-install-recommends", *BOOTS, "nginx")
        if suite == "bookworm":
            shutil.copy(Given.package, root / "root/bancheng.deb")
            within(root, "apt-get", "-qy", "install", "--no-install-recommends", "--download-only", "/root/bancheng.deb")
        within(root, "systemctl", "mask", "console-getty.service")
        made.write_text(needs)
    return base / "root"


def needs_of_package():
    return subprocess.run(["dpkg-deb", "-f", Given.package, "Depends", "Recommends"], capture_output=True, text=True,
                          check=True).stdout


def older_package(folder):
    """The same package as an older version, made by another build of the programs."""
    tree = folder / "older"
    run("dpkg-deb", "-R", Given.package, tree)
    control = tree / "DEBIAN/control"
    control.write_text(re.sub(r"^Version: .*", "Version: 0.0.9", control.read_text(), flags=re.M))
    for name in ("usr/bin/handler", "usr/bin/generator", "usr/libexec/bancheng/handler.cgi"):
        program = (tree / name).read_bytes()
        ids = set(re.findall(rb"\d\.\d\.\d\+[0-9a-f]{12}", program))
        assert len(ids) == 1, ids
        program = program.replace(ids.pop(), b"0.0.9+000000000000")
        (tree / name).write_bytes(program)
    conf = tree / "etc/bancheng/bancheng.conf"
    conf.write_text(conf.read_text() + "# A remark of the older version.\n")
    run("dpkg-deb", "--root-owner-group", "-b", tree, folder / "older.deb")
    return folder / "older.deb"


class Packaged(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="package-", dir=Given.work))
        self.addCleanup(shutil.rmtree, self.folder, True)
        make_certificates(self.folder)

    def machine(self, name="machine", package=None, suite="bookworm"):
        made = Machine(machine_base(suite), self.folder / name)
        package = package or Given.package
        made.put(package, "/root/bancheng" + ("" if package.suffix == ".deb" else ".tar") + package.suffix)
        made.put(self.folder / "window.pem", PEM)
        made.put(self.folder / "window.key", KEY)
        return made

    def visitor(self, machine, *what, port=443, site=SITE):
        return run(*machine.in_network(sys.executable, "-B", HERE / "visitor.py", HOST, port, self.folder / "ca.pem", site,
                                       *what)).strip()

    def is_active(self, machine, unit):
        return machine.ask(f"systemctl is-active {unit}").stdout.strip()

    def set_up(self, machine):
        machine.do(INSTALL)
        machine.do(SETUP)

    # -- from the package to a window that answers

    def test_two_commands_from_the_package_to_a_receipt_and_five_to_a_window_that_may_open(self):
        with self.machine() as machine:
            began = time.monotonic()
            commands = [INSTALL, SETUP]
            for command in commands:
                machine.do(command)
            number = self.visitor(machine, "report")
            minutes = (time.monotonic() - began) / 60
            machine.do("echo kestrel-over-rice-fields | handler user add --login li --name 李 "
                       f"--site {SITE} --role admin --password-stdin")
            machine.do("handler keys export --to /root/keys.txt")
            machine.do("handler keys compare /root/keys.txt")
            print(f"\n{len(commands)} commands and {minutes:.1f} minutes to a receipt, {len(commands) + 3} commands in all")
            self.assertRegex(number, r"^\d{16}$")
            self.visitor(machine, "look", number)
            # A child with limits of its own cleans the files, within those of the unit.
            self.visitor(machine, "file", number)
            self.check_services(machine)
            self.check_doctor(machine)

    def check_services(self, machine):
        for unit in ("bancheng.socket", "bancheng.service", "bancheng-publish.service", "bancheng-backup.timer"):
            self.assertEqual((unit, self.is_active(machine, unit)), (unit, "active"))
        for unit in ("bancheng-backup", "bancheng-tick"):
            machine.do(f"systemctl start {unit}.service")
        self.assertTrue(machine.do("ls /var/backups/bancheng/"))
        self.assertIn("bancheng-backup.timer", machine.do("systemctl list-timers --all"))

    def check_doctor(self, machine):
        said = machine.ask("handler doctor --lang en").stdout
        # From December on it misses the holidays of the next year, until a package has them.
        red = re.findall(r"^\[red\] (?!The site \S+ has no holidays of )(.*)", said, re.M)
        # This machine has one disk.
        self.assertEqual(red, ["The backups in /var/backups/bancheng are on the disk of the data: if it fails, both are gone."])
        self.assertIn("[ok] The publisher runs.", said)

    def test_where_ipv6_is_off_the_web_server_starts_all_the_same(self):
        """Without its module the kernel refuses a socket of IPv6, as the units are made to here."""
        off = "[Service]\nRestrictAddressFamilies=~AF_INET6\n"
        with self.machine() as machine:
            machine.do(INSTALL)
            units = machine.root / "etc/systemd/system"
            (units / "nginx.service.d").mkdir()
            (units / "nginx.service.d/off.conf").write_text(off)
            (units / "set-up.service").write_text(f"{off}Type=oneshot\nStandardOutput=file:/root/said\nExecStart={SETUP}\n")
            machine.do("systemctl stop nginx; systemctl daemon-reload")
            self.assertIn("[::]:80 failed", machine.ask("systemctl start nginx; journalctl -u nginx").stdout)
            machine.do("systemctl start set-up")
            self.assertIn("/etc/nginx/sites-enabled/default is removed", machine.do("cat /root/said"))
            self.visitor(machine, "report")

    # -- wrong input

    def test_a_setup_that_could_not_end_says_why_and_goes_on_when_that_is_mended(self):
        with self.machine() as machine:
            machine.put(self.folder / "window.key", "/root/right.key")
            machine.put(self.folder / "ca.key", "/root/other.key")
            machine.do(INSTALL)
            for break_it, mend_it, why in (
                    ("true", "true", None),
                    ("echo 'wrong line' >> /etc/bancheng/bancheng.conf", "sed -i /wrong/d /etc/bancheng/bancheng.conf",
                     "bancheng.conf:"),
                    (f"echo 'name： 窗口' >> /srv/bancheng/content/sites/{SITE}/site.yaml",
                     f"sed -i '$d' /srv/bancheng/content/sites/{SITE}/site.yaml", "site.yaml:"),
                    ("mv /var/lib/bancheng/keys/desk /root/", "mv /root/desk /var/lib/bancheng/keys/", "keys/desk"),
                    (f"cp /root/other.key {KEY}", f"cp /root/right.key {KEY}", "key values mismatch")):
                machine.do(break_it)
                done = machine.ask(SETUP)
                if why:
                    self.assertNotEqual(done.returncode, 0, why)
                    self.assertIn(why, done.stdout + done.stderr)
                    self.assertTrue(done.stderr.endswith("then run the same command again\n"), done.stderr)
                machine.do(mend_it)
                self.assertIn(f"ready: https://{HOST}/", machine.do(SETUP))
            self.visitor(machine, "report")

    # -- restarts

    def crowd(self, machine):
        """Asks at the socket as nginx does."""
        place = f"/proc/{machine.leader}/root/run/bancheng/handler.sock"
        return Visitors(types.SimpleNamespace(family=socket.AF_UNIX, getsockname=lambda: place))

    def test_a_restart_and_an_update_refuse_nobody(self):
        with self.machine(package=older_package(self.folder)) as machine:
            self.set_up(machine)
            number = self.visitor(machine, "report")
            built = machine.do(f"cat /srv/bancheng/published/{SITE}/current")
            machine.put(Given.package, "/root/bancheng.deb")
            with self.crowd(machine) as crowd:
                for command in ("systemctl restart bancheng", "systemctl restart bancheng", INSTALL):
                    self.assertTrue(crowd.wait_for_more(20))
                    machine.do(command)
                self.assertTrue(crowd.wait_for_more(20))
            self.assertEqual((crowd.refused, crowd.lost), ([], []))
            self.visitor(machine, "look", number)
            # The publisher has built the site anew, because the program is another one.
            self.assertTrue(wait_until(lambda: machine.do(f"cat /srv/bancheng/published/{SITE}/current") != built))
            self.assertIn(HOST, machine.do("cat /etc/bancheng/bancheng.conf"), "the operator's settings stay")
            machine.do("handler verify")

    def test_what_will_not_heal_ends_and_what_may_heal_is_tried_again(self):
        with self.machine() as machine:
            self.set_up(machine)
            machine.do("chmod 644 /var/lib/bancheng/keys/portal")
            self.assertNotEqual(machine.ask("systemctl restart bancheng").returncode, 0)
            self.assertEqual(self.is_active(machine, "bancheng"), "failed")
            self.assertEqual(self.restarts(machine), "0")
            # Who waits at the socket starts it again and again, but not for long.
            with self.crowd(machine):
                self.assertTrue(wait_until(lambda: self.is_active(machine, "bancheng.socket") == "failed"))
            machine.do("chmod 600 /var/lib/bancheng/keys/portal")
            self.assertTrue(wait_until(lambda: machine.ask("systemctl restart bancheng").returncode == 0))
            machine.do("mv /srv/bancheng/published /srv/bancheng/away")
            machine.ask("systemctl restart --no-block bancheng")
            self.assertTrue(wait_until(lambda: int(self.restarts(machine)) > 2))
            machine.do("mv /srv/bancheng/away /srv/bancheng/published")
            self.assertTrue(wait_until(lambda: self.is_active(machine, "bancheng") == "active"))
            self.visitor(machine, "report")

    def restarts(self, machine):
        return machine.do("systemctl show -P NRestarts bancheng").strip()

    # -- removed, purged, installed again

    def test_data_outlive_remove_and_purge_and_the_package_can_be_installed_again(self):
        with self.machine() as machine:
            self.set_up(machine)
            number = self.visitor(machine, "report")
            owner = machine.do("stat -c %u /var/lib/bancheng/bancheng.sqlite")
            machine.do("apt-get remove -y bancheng")
            self.assert_gone(machine)
            machine.do(INSTALL)
            self.assertEqual(machine.do("systemctl is-enabled bancheng").strip(), "enabled")
            machine.do("systemctl start bancheng")
            self.visitor(machine, "look", number)
            said = machine.do("apt-get purge -y bancheng")
            self.assert_gone(machine)
            self.assertIn("/var/lib/bancheng is kept: it may hold reports", said)
            self.assertEqual(machine.do("ls /etc/systemd/system/*.wants | grep bancheng || true"), "")
            self.assertFalse((machine.root / "etc/bancheng/bancheng.conf").exists())
            self.assertEqual(machine.do("stat -c %u /var/lib/bancheng/bancheng.sqlite"), owner)
            self.set_up(machine)
            self.visitor(machine, "look", number)

    def assert_gone(self, machine):
        self.assertFalse((machine.root / "usr/bin/handler").exists())
        self.assertEqual(machine.do("systemctl list-units --plain --no-legend 'bancheng*' --state=active"), "")
        self.assertTrue((machine.root / "var/lib/bancheng/bancheng.sqlite").exists())
        self.assertTrue((machine.root / "var/lib/bancheng/keys/portal").exists())

    def test_what_was_never_set_up_stays_off_and_leaves_nothing(self):
        with self.machine() as machine:
            said = machine.do(INSTALL)
            self.assertIn("bancheng-setup https://ADDRESS/", said)
            for step in ("true", INSTALL + " --reinstall", "apt-get remove -y bancheng; " + INSTALL):
                machine.do(step)
                self.assertEqual(machine.ask("systemctl is-enabled bancheng").stdout.strip(), "disabled")
                self.assertEqual(self.is_active(machine, "bancheng.socket"), "inactive")
            machine.do("apt-get purge -y bancheng")
            self.assertEqual(machine.do("ls -d /var/lib/bancheng* /srv/bancheng* /etc/bancheng* /var/backups/bancheng* /var/log/bancheng* "
                                        "2>/dev/null || true"), "")

    # -- more than one machine, more than one county, CGI

    def test_a_backup_is_restored_on_another_machine(self):
        with self.machine("first") as first:
            self.set_up(first)
            number = self.visitor(first, "report")
            first.do("systemctl start bancheng-backup.service; handler keys export --to /root/keys.txt")
            backup = first.do("ls -td /var/backups/bancheng/bancheng-* | head -1").strip()
            kept = self.folder / "kept"
            run("cp", "-a", first.root / backup.lstrip("/"), kept)
            shutil.copy(first.root / "root/keys.txt", self.folder)
        with self.machine("second") as second:
            second.put(self.folder / "keys.txt", "/root/keys.txt")
            run("cp", "-a", kept, second.root / "root/backup")
            second.do(INSTALL)
            second.do("handler restore --data /var/lib/bancheng --from /root/backup --keys /root/keys.txt")
            second.do("cp -r /root/backup/content/. /srv/bancheng/content/")
            second.do(SETUP)
            self.visitor(second, "look", number)
            self.assertNotEqual(self.visitor(second, "report"), number)

    def test_counties_of_one_machine_see_nothing_of_each_other(self):
        with self.machine() as machine:
            self.set_up(machine)
            machine.do(SETUP.replace("bancheng-setup", "bancheng-setup --county longmen").replace(f"{HOST}/", f"{HOST}:8443/"))
            first, second = self.visitor(machine, "report"), self.visitor(machine, "report", port=8443)
            self.visitor(machine, "look", first)
            self.visitor(machine, "look", second, port=8443)
            for unit in ("bancheng@longmen.service", "bancheng-publish@longmen.service", "bancheng-backup@longmen.timer"):
                self.assertEqual((unit, self.is_active(machine, unit)), (unit, "active"))
            machine.do("systemctl start bancheng-tick@longmen.service bancheng-backup@longmen.service")
            self.check_copies(machine)
            for user, data in (("bancheng", "/var/lib/bancheng-longmen"), ("bancheng-longmen", "/var/lib/bancheng")):
                machine.do(f"runuser -u {user} -- test ! -r {data}")
            said = machine.do("apt-get purge -y bancheng")
            self.assertIn("/var/lib/bancheng-longmen is kept", said)
            self.assertEqual(machine.do("systemctl list-units --plain --no-legend 'bancheng*' --state=active"), "")

    def check_copies(self, machine):
        """Those of each minute go to another machine, and only there; the backups stay what they are."""
        before = machine.do("handler doctor --lang en | grep backups")
        refused = machine.ask("systemctl start bancheng-copy")
        self.assertIn("Assertion failed", refused.stderr)
        machine.do("mkdir /mnt/copies; mount -t tmpfs copies /mnt/copies")
        for name in ("bancheng", "bancheng-longmen"):
            machine.do(f"install -d -o {name} -g {name} -m 700 /mnt/copies/{name}")
        machine.do("systemctl enable --now bancheng-copy.timer bancheng-copy@longmen.timer")
        for name in ("bancheng", "bancheng-longmen"):
            self.assertTrue(wait_until(lambda: machine.ask(f"ls -d /mnt/copies/{name}/bancheng-*").returncode == 0))
        self.assertEqual(machine.do("handler doctor --lang en | grep backups"), before)
        copy = machine.do("ls -d /mnt/copies/bancheng-longmen/bancheng-* | head -1").strip()
        machine.do(f"handler verify --data {copy}/bancheng.sqlite")

    def test_the_tar_serves_on_a_system_with_an_older_c_library(self):
        self.serve_from_the_tar("bullseye", "2.31", "tar -xJf /root/bancheng.tar.xz -C /")

    def test_the_tar_serves_on_a_system_with_a_newer_c_library_from_another_folder(self):
        self.serve_from_the_tar("trixie", "2.41", "mkdir /data; tar -xJf /root/bancheng.tar.xz -C /data; ln -s /data/opt/bancheng /opt")

    def serve_from_the_tar(self, suite, c_library, unpack):
        with self.machine(suite=suite, package=Given.tar) as machine:
            self.assertIn(c_library, machine.do("ldd --version | head -1"), "another one than that of the build")
            machine.do(unpack)
            machine.do(SETUP.replace("bancheng-setup", "/opt/bancheng/sbin/bancheng-setup"))
            number = self.visitor(machine, "report")
            self.visitor(machine, "file", number)
            machine.do("systemctl start bancheng-backup.service bancheng-tick.service; systemctl restart bancheng")
            self.visitor(machine, "look", number)
            self.assertNotIn("/usr/lib", machine.do("grep -h '[.]so' /proc/$(systemctl show -P MainPID bancheng)/maps "
                                                    "| grep -o '/.*' | sort -u"))

    def test_the_programs_of_the_tar_need_nothing_of_the_system(self):
        """In a root with nothing else, not even /proc, so that a program is told where its files are. /opt/bancheng is a link."""
        root = self.folder / "nothing"
        for place in ("content", "tmp", "dev", "proc", "disk", "opt"):
            (root / place).mkdir(parents=True)
        run("tar", "-xJf", Given.tar, "-C", root / "disk")
        (root / "opt/bancheng").symlink_to("/disk/opt/bancheng")
        shutil.copytree(root / "disk/opt/bancheng/share/bancheng/calendar", root / "content/calendar")
        templates = ["--templates", "/opt/bancheng/share/bancheng/site_templates"]
        places = ["--published", "/published", *templates]
        for program, *words in (("generator", "new-site", SITE, "--content", "/content", *templates),
                                ("generator", "build", "--content", "/content", "--out", "/public", *places),
                                ("handler", "init", "--data", "/data"), ("handler", "tick", "--data", "/data", *places)):
            run("chroot", root, f"/opt/bancheng/bin/{program}", *words, env={"PATH": os.environ["PATH"]})
        asked = {"PATH": os.environ["PATH"], "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/handle",
                 "PATH_INFO": f"/{SITE}/report", "REMOTE_ADDR": "127.0.0.1", "BANCHENG_DATA": "/data", "BANCHENG_PUBLISHED": "/published"}
        self.assertIn("Status: 200", run("chroot", root, "/opt/bancheng/libexec/bancheng/handler.cgi", env=asked))
        self.assertIn("file_cleaner", subprocess.run(
            ["chroot", root, "/opt/bancheng/bin/file_cleaner", "--help"], capture_output=True, text=True, check=False).stderr)

    def test_with_cgi_what_answers_cannot_write_content(self):
        with self.machine() as machine:
            machine.do(INSTALL)
            machine.do(f"bancheng-setup --cgi --site {SITE} https://{HOST}/")
            machine.do("runuser -u bancheng -- handler tick; systemctl start bancheng-tick.service")
            machine.do("systemctl start bancheng-publish-once.service")
            for folder in ("content", "public", "published"):
                machine.do(f"runuser -u bancheng -- test -r /srv/bancheng/{folder} -a ! -w /srv/bancheng/{folder}")
            machine.do("runuser -u bancheng-publish -- test -w /var/lib/bancheng/bancheng.sqlite "
                       "-a ! -r /var/lib/bancheng/keys")
            page = machine.do("REQUEST_METHOD=GET SCRIPT_NAME=/handle PATH_INFO=/qingshui/ticket REMOTE_ADDR=127.0.0.1 "
                              "runuser -u bancheng -- /usr/libexec/bancheng/handler.cgi")
            self.assertIn("Status: 200", page)
            self.assertNotIn("bancheng.service", machine.do("systemctl list-units --plain --no-legend --state=active"))


def main():
    Given.package, Given.tar, Given.work = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    if os.geteuid() != 0:
        sys.exit("prove.py: bare machines need root")
    Given.work.mkdir(parents=True, exist_ok=True)
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{name}*" for name in sys.argv[4:]] or None
    suite = loader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    sys.exit(0 if result.wasSuccessful() and result.testsRun and not result.skipped else 1)


if __name__ == "__main__":
    main()
