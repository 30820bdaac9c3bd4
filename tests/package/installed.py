#!/usr/bin/env python3
"""What cmake --install puts into a folder: every file in its place, units that are locked up, scripts without the usual
slips, and programs that find each other there.

    installed.py BUILD SOURCE"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
# Of systemd-analyze security, from 0 to 10; a unit without any lock has 9.6.
MOST_EXPOSURE = 2.0
SERVICES = {"bancheng", "bancheng-tick", "bancheng-publish", "bancheng-publish-once", "bancheng-backup", "bancheng-copy"}
# What each service may write. All else is read-only for it.
WRITES = {
    "bancheng": {"/var/lib/bancheng", "-/var/backups/bancheng"},
    "bancheng-tick": {"/var/lib/bancheng", "-/var/backups/bancheng"},
    "bancheng-backup": {"/var/lib/bancheng", "/var/backups/bancheng"},
    "bancheng-copy": {"/var/lib/bancheng", "-/mnt/copies/bancheng"},
    "bancheng-publish": {"/var/lib/bancheng", "/srv/bancheng"},
    "bancheng-publish-once": {"/var/lib/bancheng", "/srv/bancheng"},
}
WITHOUT_KEYS = {"bancheng-backup", "bancheng-copy", "bancheng-publish", "bancheng-publish-once"}


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="installed-"))
        cls.addClassCleanup(shutil.rmtree, cls.root, True)
        cls.install(cls.root, "/usr")
        cls.units = cls.root / "usr/lib/systemd/system"

    @staticmethod
    def install(root, prefix):
        run("cmake", "--install", BUILD, "--prefix", prefix, env={**os.environ, "DESTDIR": str(root)})

    def settings(self, unit):
        """[(key, value)] of a unit."""
        lines = (self.units / unit).read_text().splitlines()
        return [tuple(line.split("=", 1)) for line in lines if "=" in line and not line.startswith("#")]

    def values(self, unit, key):
        return {word for name, value in self.settings(unit) if name == key for word in value.split()}

    def test_every_file_is_in_its_place(self):
        for place in ("bin/generator", "bin/handler", "bin/file_cleaner", "libexec/bancheng/handler.cgi",
                      "sbin/bancheng-setup", "lib/sysusers.d/bancheng.conf", "lib/tmpfiles.d/bancheng.conf"):
            self.assertTrue((self.root / "usr" / place).is_file(), place)
        shared = self.root / "usr/share/bancheng"
        self.assertEqual(self.files_in(shared / "site_templates"), self.files_in(SOURCE / "site_templates"))
        self.assertEqual(self.files_in(shared / "calendar"), self.files_in(SOURCE / "content/calendar"))
        units = {path.name for path in self.units.iterdir()}
        sources = {path.name for kind in ("service", "socket", "timer") for path in (SOURCE / "deploy").glob(f"*.{kind}")}
        self.assertEqual(units, sources | {name.replace(".", "@.") for name in sources})
        plain = {path.name for path in (SOURCE / "deploy").iterdir() if path.is_file()} - sources
        self.assertEqual(self.files_in(shared / "deploy"), plain - {"bancheng-setup", "sysusers.conf", "tmpfiles.conf"})

    @staticmethod
    def files_in(folder):
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    def test_files_name_the_places_of_this_installation(self):
        for folder in (self.units, self.root / "usr/share/bancheng/deploy"):
            for path in folder.iterdir():
                self.assertNotIn("/usr/local", path.read_text(), path)
        self.assertEqual(self.values("bancheng.service", "ExecStart"), {"/usr/bin/handler", "serve"})
        apache = (self.root / "usr/share/bancheng/deploy/apache-cgi.conf").read_text()
        self.assertIn("ScriptAlias /handle /usr/libexec/bancheng/handler.cgi\n<Directory /usr/libexec/bancheng>\n", apache)

    def test_a_unit_of_a_county_has_nothing_of_another(self):
        for path in self.units.glob("*@.*"):
            for key, value in self.settings(path.name):
                bare = re.sub(r"bancheng(-publish-once|-publish|-tick|-backup|-copy)?(@%i\.|-%i|\.conf)", "", value)
                # The programs and the settings' folder are those of all counties.
                bare = re.sub(r"/usr/bin/handler|/etc/bancheng/%i|BANCHENG_CONF|^Bancheng\b", "", bare)
                self.assertNotIn("bancheng", bare, f"{path.name}: {key}={value}")

    def test_units_are_locked_up(self):
        for path in self.units.glob("*.service"):
            said = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(path)],
                                  capture_output=True, text=True, check=False).stdout
            exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
            self.assertIsNotNone(exposure, said)
            self.assertLessEqual(float(exposure[1]), MOST_EXPOSURE, path.name)

    def test_units_write_what_they_must_and_nothing_else(self):
        self.assertEqual({path.stem for path in self.units.glob("*.service") if "@" not in path.name}, SERVICES)
        for name in SERVICES:
            unit = name + ".service"
            self.assertEqual((name, self.values(unit, "ReadWritePaths")), (name, WRITES[name]))
            self.assertEqual(self.values(unit, "ProtectSystem"), {"strict"})
            hides = "-/var/lib/bancheng/keys" in self.values(unit, "InaccessiblePaths")
            self.assertEqual((name, hides), (name, name in WITHOUT_KEYS))

    def test_the_network_file_undoes_what_keeps_every_service_from_a_database_elsewhere(self):
        """Units that get another lock of the network need another line there."""
        text = (self.root / "usr/share/bancheng/deploy/bancheng-network.conf").read_text()
        opened = dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
        self.assertEqual(opened["PrivateNetwork"], "no")
        self.assertEqual(opened["RestrictAddressFamilies"].split(), ["AF_UNIX", "AF_INET", "AF_INET6"])
        for name in SERVICES:
            locks = {key for key, _ in self.settings(name + ".service")
                     if "Network" in key or "Address" in key or key.startswith("IP")}
            self.assertEqual((name, locks), (name, {"PrivateNetwork", "RestrictAddressFamilies"}))

    def test_systemd_understands_the_units(self):
        said = subprocess.run(["systemd-analyze", "verify", "--root", str(self.root), "--man=no",
                               *(path.name.replace("@.", "@county.") for path in self.units.iterdir())],
                              capture_output=True, text=True, check=False)
        # Units of the system, such as sockets.target, are not in this folder.
        wrong = [line for line in said.stderr.splitlines() if "bancheng" in line and "not found" not in line]
        self.assertEqual(wrong, [])

    def test_exit_codes_that_will_not_heal_end_a_service(self):
        codes = (SOURCE / "core/base/exit_codes.h").read_text()
        ended = {re.search(rf"k{name} = (\d+)", codes)[1] for name in ("WrongUsage", "Misconfigured")}
        for unit in ("bancheng.service", "bancheng-publish.service"):
            self.assertEqual(self.values(unit, "Restart"), {"always"})
            self.assertEqual(self.values(unit, "RestartPreventExitStatus"), ended)

    def test_every_program_has_a_manual_page_that_tells_all_its_options(self):
        for program, section in (("bin/generator", 1), ("bin/handler", 1), ("bin/file_cleaner", 1), ("sbin/bancheng-setup", 8)):
            name = program.rpartition("/")[2]
            page = (self.root / f"usr/share/man/man{section}/{name}.{section}").read_text()
            self.assertTrue(page.startswith(f".TH {name.upper()} {section} "), name)
            self.assertIn(f"\n.SH NAME\n{name} \\- ", page)
            self.assertNotIn(str(self.root), page)
            self.assertNotRegex(page, r"(?m)^[.'](?!(TH|SH|SS|TP|B|BR|I) )(?!TP$)", "a text that reads as a macro")
            said = page.replace("\\-", "-")
            for command, help_text in self.helps(self.root / "usr" / program):
                self.assertIn(" ".join([name, *command]), said)
                for option in re.findall(r"^  (?:-\w,)?(--[a-z-]+)", help_text, re.M):
                    self.assertIn(option, said, (name, command))

    def helps(self, program, *command):
        """[(words, what --help prints)] of a program's commands, itself first."""
        said = subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=False).stdout
        yield command, said
        for name in re.findall(r"^  ([a-z][a-z-]*)", said.partition("Subcommands:")[2], re.M):
            yield from self.helps(program, *command, name)

    def test_scripts_have_none_of_the_usual_slips(self):
        scripts = [SOURCE / name for name in ("deploy/bancheng-setup", "script/manual-page", "script/package", "script/release")]
        scripts += [path for path in (SOURCE / "deploy/debian").iterdir() if re.search(r"\.(pre|post)(inst|rm)$", path.name)]
        self.assertGreaterEqual(len(scripts), 5)
        run("shellcheck", *scripts)

    def test_the_text_of_a_tag_is_what_the_changelog_says_of_the_version(self):
        tree = self.root / "tree"
        (tree / "script").mkdir(parents=True)
        shutil.copy(SOURCE / "script/release", tree / "script")
        (tree / "CMakeLists.txt").write_text("project(bancheng VERSION 2.1.0 LANGUAGES CXX)\n")
        changes = "# Changelog\n\n## {}\n\n### Added\n\n- A thing.\n\n## 2.0.0 - 2027-01-01\n\n### Added\n\n- Older.\n"
        for heading, code in (("2.1.0 - 2027-02-03", 0), ("Unreleased (will be 2.1.0)", 1), ("2.1.0", 1),
                              ("2.1.01 - 2027-02-03", 1)):
            (tree / "CHANGELOG.md").write_text(changes.format(heading))
            done = subprocess.run([tree / "script/release", "--text"], capture_output=True, text=True, check=False)
            self.assertEqual((heading, done.returncode), (heading, code))
            self.assertEqual(done.stdout, "" if code else "Bancheng 2.1.0 (2027-02-03)\n\nAdded:\n\n- A thing.\n\n")

    def test_setup_says_what_is_wrong_with_its_words_and_changes_nothing(self):
        for words, said in (("", "usage: "), ("--wrong https://a.gov.cn/", "usage: "), ("--site", "--site lacks its value"),
                            ("a.gov.cn", "'a.gov.cn' is no address of pages"), ("https：//a.gov.cn/", "is no address of pages"),
                            ("https://窗口.政务/", "xn--"), ("https://a.gov.cn/?a&b#", "is no address of pages"),
                            ("https://a/ https://b/", "one address"), ("--county A https://a/", "at most 15 letters"),
                            ("--county publish https://a/", "cannot be called publish"),
                            ("--certificate /nowhere https://a/", "certificate or key cannot be read")):
            done = subprocess.run([self.root / "usr/sbin/bancheng-setup", *words.split()], capture_output=True, text=True,
                                  check=False)
            self.assertEqual((words, done.returncode, done.stdout), (words, 64, ""))
            self.assertIn(said, done.stderr)

    def test_programs_find_their_files_from_where_they_lie(self):
        place = self.root / "elsewhere"
        self.install("", place)
        done = run(place / "bin/generator", "new-site", "qingshui", "--content", self.root / "content")
        self.assertIn("site.yaml", done)
        said = run(place / "bin/handler", "serve", "--help", env={"PATH": "/usr/bin:/bin"})
        self.assertIn(str(place / "share/bancheng/site_templates"), re.sub(r"\s+", "", said))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
