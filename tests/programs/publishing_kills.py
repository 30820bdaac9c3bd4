#!/usr/bin/env python3
"""The publisher is killed at each of its steps, and at each of the generator's: old or new stands, whole. And what it
refuses to publish, the builds of the night, and who may write what.

Needs programs built with the unit tests: only these can stop at a step (core/base/stop_point.h). BANCHENG_FILE_CLEANER
names the program that cleans files, which is not beside them."""
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess

import harness
from harness import FAR_SECONDS, Given, Test, generator, handler, run, set_clock, wait_until
from publications import Publications

DONE, FAILED = 0, 2
DAY, NEXT_DAY = "2026-11-20", "2026-11-21"
MORNING, LATER = DAY + "T10:00:00+08:00", DAY + "T10:05:00+08:00"  # what is left out is tried again then
MIDNIGHT, AFTER_IT = NEXT_DAY + "T00:00:05+08:00", NEXT_DAY + "T00:05:05+08:00"
SITE, OTHER = "pingyi", "beiguan"
HALL = "hall: 平邑县政务服务中心"
# 1 x 1, grey: as cleaning leaves it.
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000"
                        "82008177cd72b60000000049454e44ae426082")
NEWS = "---\ntitle: 窗口换了位置\ndate: 2026-11-19\nsource: 平邑县行政审批服务局\nsummary: 窗口搬到一楼。\n---\n窗口搬到了一楼。\n\n![一楼的窗口](files/moved.png)\n"


def tree(folder):
    """All files by path, without the generator's own lists, which remember files of earlier builds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".")}


class Publisher(Test):
    """Two sites that were built, and a publication of four files of one: changed, new, a picture, and removed."""

    def setUp(self):
        super().setUp()
        self.content, self.site, self.var = (self.folder / name for name in ("content", "site", "var"))
        (self.content / "sites").mkdir(parents=True)
        shutil.copytree(Given.source / "content" / "calendar", self.content / "calendar")
        for site in (SITE, OTHER):
            shutil.copytree(Given.source / "content" / "sites" / site, self.content / "sites" / site)
        self.time = self.clock(MORNING)
        self.build()
        self.data()
        for login in ("li", "wang"):
            added = run(handler(), "user", "add", "--data", self.var, "--published", self.site / "published", "--login",
                        login, "--name", login, "--password-stdin", stdin="kestrel-over-rice-fields\n")
            self.assertEqual(added.returncode, 0, added.stderr)
        self.published = Publications(self.var / "bancheng.sqlite", DAY)
        self.assertEqual(self.publish(), (DONE, ""))  # the builds of the day
        self.old = self.standing()

    def build(self):
        built = run(generator(), "build", "--quiet", "--today", DAY, *self.places())
        self.assertEqual(built.returncode, 0, built.stderr)

    def places(self):
        return ("--content", self.content, "--templates", Given.source / "site_templates", "--public", self.site / "public",
                "--published", self.site / "published")

    def command(self, *more):
        return [str(part) for part in (handler(), "publish", *self.places(), "--data", self.var, "--test-clock", self.time,
                                       *more)]

    def publish(self, stop_at=None, *more):
        """One pass: its exit code, and what it said of failures."""
        done = run(*self.command(*more), env={**os.environ, "BANCHENG_STOP_AT": stop_at or ""})
        return done.returncode, done.stderr

    def standing(self):
        """What there is of the site: its content, its pages, its rules in force."""
        return (tree(self.content / "sites" / SITE), tree(self.site / "public" / SITE),
                (self.site / "published" / SITE / "current").read_text())

    def file(self, name):
        return self.content / "sites" / SITE / name

    def ask(self, **more):
        old = self.file("site.yaml").read_text()
        self.assertIn(HALL, old)
        files = {"site.yaml": (old, old.replace(HALL, HALL + "一楼")), "news/2026-11-moved.md": (None, NEWS),
                 "files/moved.png": (None, PICTURE), "duty.yaml": (self.file("duty.yaml").read_text(), None)}
        return self.published.ask(SITE, more.get("files", files))

    def ask_for_a_mistake(self):
        old = self.file("site.yaml").read_text()
        return self.ask(files={"site.yaml": (old, old + "no_such_key: x\n"), "news/2026-11-moved.md": (None, NEWS),
                               "files/moved.png": (None, PICTURE)})

    def new_standing(self):
        """What a publication gives that nothing disturbs; everything is as before afterwards."""
        self.keep()
        self.ask()
        self.assertEqual(self.publish(), (DONE, ""))
        new = self.standing()
        self.begin_again()
        return new

    def keep(self):
        for folder in (self.content, self.site, self.var):
            shutil.copytree(folder, self.folder / "kept" / folder.name)

    def begin_again(self):
        for folder in (self.content, self.site, self.var):
            shutil.rmtree(folder)
            shutil.copytree(self.folder / "kept" / folder.name, folder)
        set_clock(self.time, MORNING)

    def assert_one_of(self, standing, old, new, step):
        """Each file of the content, all pages together, and the rules are those of before or of after."""
        for path in set(old[0]) | set(new[0]) | set(standing[0]):
            self.assertIn(standing[0].get(path), (old[0].get(path), new[0].get(path)), f"{path} at {step}")
        self.assertIn(standing[1], (old[1], new[1]), f"half the pages at {step}")
        self.assertIn(standing[2], (old[2], new[2]), step)

    def assert_verified(self):
        verified = run(handler(), "verify", "--data", self.var)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)


class Kills(Publisher):
    def test_of_the_publisher_leave_old_or_new_and_the_next_one_goes_on(self):
        new = self.new_standing()
        for step in ("publication begun", "publication file written:1", "publication file written:2",
                     "publication file written:3", "publication file written:4", "publication written", "publication built", "publication done"):
            with self.subTest(step):
                self.begin_again()
                number = self.ask()
                self.assertEqual(self.publish(step)[0], -signal.SIGKILL, f"never came to {step}")
                self.assert_one_of(self.standing(), self.old, new, step)
                self.assertEqual(self.publish(), (DONE, ""))
                self.assertEqual(self.standing(), new)
                self.assertEqual(self.published.acts(number), ["begun", "done"])
        self.assert_verified()

    def test_while_it_puts_back_leave_the_old(self):
        self.keep()
        for step in ("publication file put back:1", "publication file put back:2", "publication file put back:3", "publication put back",
                     "publication failed"):
            with self.subTest(step):
                self.begin_again()
                number = self.ask_for_a_mistake()
                self.assertEqual(self.publish(step)[0], -signal.SIGKILL, f"never came to {step}")
                self.assertEqual(self.standing()[1:], self.old[1:])
                self.publish()
                self.assertEqual(self.standing(), self.old)
                self.assertEqual(self.published.acts(number), ["begun", "failed"])

    def test_of_the_generator_put_the_old_back_and_the_next_pass_builds_it(self):
        new = self.new_standing()
        for step in ("staged", "versions stored", "before exchange", "exchanged", "before current", "current"):
            with self.subTest(step):
                self.begin_again()
                number = self.ask()
                self.assertEqual(self.publish(step)[0], FAILED)
                self.assertEqual(self.published.acts(number), ["begun", "failed"])
                self.assertEqual(self.standing()[0], self.old[0])
                self.assert_one_of(self.standing(), self.old, new, step)
                set_clock(self.time, LATER)
                self.assertEqual(self.publish(), (DONE, ""))
                self.assertEqual(self.standing(), self.old)

    def test_of_the_generator_after_its_record_was_written_are_no_failure(self):
        new = self.new_standing()
        number = self.ask()
        self.assertEqual(self.publish("build recorded"), (DONE, ""))
        self.assertEqual(self.published.acts(number), ["begun", "done"])
        self.assertEqual(self.standing(), new)

    def test_leave_a_foreign_change_that_came_meanwhile_out(self):
        self.ask()
        self.assertEqual(self.publish("publication file written:1")[0], -signal.SIGKILL)
        with open(self.file("policy.yaml"), "a", encoding="utf-8") as policy:
            policy.write("# changed by hand\n")
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn("policy.yaml", said)
        self.assertEqual(self.standing()[1:], self.old[1:])
        self.assertEqual(self.file("site.yaml").read_bytes(), self.old[0]["site.yaml"])


class Refusals(Publisher):
    def assert_refused(self, number, file):
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn(file, said)
        self.assertEqual(self.published.acts(number), ["failed"])
        self.assertIn(file, self.published.note(number))
        self.assertEqual(self.standing()[1:], self.old[1:])

    def test_of_other_changes_on_the_server(self):
        for path in ("sites/pingyi/policy.yaml", "calendar/2026.yaml"):
            with self.subTest(path):
                with open(self.content / path, "a", encoding="utf-8") as changed:
                    changed.write("# changed by hand\n")
                self.assert_refused(self.ask(), path.removeprefix("sites/pingyi/"))
                self.assertEqual(self.file("site.yaml").read_bytes(), self.old[0]["site.yaml"])
                self.build()
                self.old = self.standing()
        self.ask()
        self.assertEqual(self.publish(), (DONE, ""))

    def test_of_a_file_that_came_or_went(self):
        self.file("documents.yaml").rename(self.folder / "away")
        self.assert_refused(self.ask(), "documents.yaml")
        (self.folder / "away").rename(self.file("documents.yaml"))
        self.file("faq.yaml").write_text("schema: 1\nquestions: []\n")
        self.assert_refused(self.ask(), "faq.yaml")

    def test_of_a_file_that_was_changed_under_the_publication(self):
        number = self.ask()
        changed = self.file("site.yaml").read_text() + "# changed by hand\n"
        self.file("site.yaml").write_text(changed)
        self.assert_refused(number, "site.yaml")
        self.assertEqual(self.file("site.yaml").read_text(), changed)

    def test_of_a_site_that_no_build_has_recorded(self):
        (self.site / "published" / SITE / "inputs").unlink()
        self.assert_refused(self.ask(), "generator build")

    def test_of_a_symbolic_link(self):
        away = self.folder / "away.md"
        away.write_text("mine")
        self.file("news").mkdir()
        self.file("news/2026-11-moved.md").symlink_to(away)
        self.assert_refused(self.ask(), "news/2026-11-moved.md")
        self.assertEqual(away.read_text(), "mine")

    def test_of_a_picture_that_is_not_as_cleaning_leaves_it(self):
        self.assert_refused(self.ask(files={"files/moved.png": (None, PICTURE + b"more")}), "files/moved.png")
        self.assertFalse(self.file("files/moved.png").exists())

    def test_of_mistakes_that_the_generator_finds(self):
        number = self.ask_for_a_mistake()
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn("no_such_key", said)
        self.assertIn("site.yaml", self.published.note(number))
        self.assertEqual(self.standing(), self.old)
        self.assertFalse(self.file("news").exists())
        # Nothing is lost: what did not go out is the author's draft again.
        self.assertEqual(self.published.draft(1, SITE), ["files/moved.png", "news/2026-11-moved.md", "site.yaml"])
        self.assert_verified()

    def test_while_another_publisher_works(self):
        number = self.ask()
        folder = os.open(self.content, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        code, said = self.publish()
        self.assertEqual((code, self.published.acts(number)), (FAILED, []))
        self.assertIn("another publisher", said)
        os.close(folder)
        self.assertEqual(self.publish(), (DONE, ""))


class Publishing(Publisher):
    def test_changes_the_files_of_the_publication_and_its_site_alone(self):
        other = {path: path.stat().st_mtime_ns for path in (self.site / "public" / OTHER).rglob("*")}
        self.file("site.yaml").chmod(0o664)
        number = self.ask()
        self.assertEqual(self.publish(), (DONE, ""))
        content, pages, _ = self.standing()
        changed = {path for path in set(content) | set(self.old[0]) if content.get(path) != self.old[0].get(path)}
        self.assertEqual(changed, {"site.yaml", "news/2026-11-moved.md", "files/moved.png", "duty.yaml"})
        self.assertEqual(content["files/moved.png"], PICTURE)
        self.assertEqual(pages["files/moved.png"], PICTURE)
        self.assertIn("平邑县政务服务中心一楼", pages["index.html"].decode())
        self.assertIn("news/2026-11-moved/index.html", pages)
        self.assertEqual(self.file("site.yaml").stat().st_mode & 0o777, 0o664)
        self.assertEqual({path: path.stat().st_mtime_ns for path in (self.site / "public" / OTHER).rglob("*")}, other)
        self.assertEqual(self.published.acts(number), ["begun", "done"])
        self.assertEqual(self.published.draft(1, SITE), [])
        self.assert_verified()

    def test_of_a_follower_goes_on_until_it_is_told_to_end(self):
        with self.follower() as process:
            first = self.ask()
            self.assertTrue(wait_until(lambda: self.published.acts(first) == ["begun", "done"]))
            second = self.published.ask(SITE, {"duty.yaml": (None, self.old[0]["duty.yaml"].decode())})
            self.assertTrue(wait_until(lambda: self.published.acts(second) == ["begun", "done"]))
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(FAR_SECONDS), DONE)
        self.assertIn("平邑县政务服务中心一楼", self.standing()[1]["index.html"].decode())

    @contextlib.contextmanager
    def follower(self):
        with subprocess.Popen(self.command("--follow"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                process.kill()


class Nights(Publisher):
    def lines(self):
        done = run(*self.command())
        return done.returncode, done.stdout.splitlines(), done.stderr

    def doctor(self):
        return run(handler(), "doctor", "--data", self.var, "--published", self.site / "published", "--templates",
                   Given.source / "site_templates", "--test-clock", self.time, "--lang", "en").stdout

    def test_build_each_site_once_a_day(self):
        self.assertEqual(self.lines(), (DONE, [], ""))
        set_clock(self.time, MIDNIGHT)
        wanted = [f"site {site}: built for {NEXT_DAY}" for site in (OTHER, SITE)]
        self.assertEqual(self.lines(), (DONE, wanted, ""))
        self.assertEqual(self.lines(), (DONE, [], ""))
        self.assertIn(f"[ok] All sites were built for the day ({NEXT_DAY}).", self.doctor())

    def test_take_a_notice_away_that_is_over(self):
        with open(self.file("site.yaml"), "a", encoding="utf-8") as site:
            site.write(f'notices:\n  - {{text: 今天停电，窗口照常接待。, from: "{DAY}", to: "{DAY}"}}\n')
        self.build()
        self.assertIn("今天停电", (self.site / "public" / SITE / "index.html").read_text())
        set_clock(self.time, MIDNIGHT)
        self.assertEqual(self.publish(), (DONE, ""))
        self.assertNotIn("今天停电", (self.site / "public" / SITE / "index.html").read_text())

    def test_leave_a_site_out_that_was_changed_on_the_server(self):
        policy = self.file("policy.yaml")
        before = policy.read_text()
        policy.write_text(before + "# changed by hand\n")
        set_clock(self.time, MIDNIGHT)
        code, done, said = self.lines()
        self.assertEqual((code, done), (FAILED, [f"site {OTHER}: built for {NEXT_DAY}"]))
        self.assertIn("policy.yaml", said)
        self.assertIn("The site 'pingyi' was not built again: policy.yaml was changed on the server", self.doctor())
        policy.write_text(before)
        self.assertEqual(self.lines(), (DONE, [], ""))
        set_clock(self.time, AFTER_IT)
        self.assertEqual(self.lines(), (DONE, [f"site {SITE}: built for {NEXT_DAY}"], ""))
        self.assertNotIn("was not built again", self.doctor())


class Machine(Publisher):
    def unit(self, name):
        lines = (Given.source / "deploy" / name).read_text().splitlines()
        return {line.split("=", 1)[0]: line.split("=", 1)[1] for line in lines if "=" in line and not line.startswith("#")}

    def test_only_the_publisher_may_write_content_and_pages(self):
        for name in ("bancheng.service", "bancheng-tick.service", "bancheng-backup.service"):
            unit = self.unit(name)
            self.assertEqual(unit["ProtectSystem"], "strict", name)
            self.assertNotIn("/srv/bancheng", unit["ReadWritePaths"], name)
        for name in ("bancheng-publish.service", "bancheng-publish-once.service"):
            self.assertIn("/srv/bancheng", self.unit(name)["ReadWritePaths"].split(), name)
        self.assertIn("publish --follow", self.unit("bancheng-publish.service")["ExecStart"])
        self.assertEqual(self.unit("bancheng-publish.timer")["Unit"], "bancheng-publish-once.service")

    def test_a_group_may_share_the_database(self):
        self.var.chmod(0o2770)
        self.assertIn("may not read and write the database", self.said_by_doctor())
        for path in self.var.glob("bancheng.sqlite*"):
            path.chmod(0o660)
        self.ask()
        self.assertEqual(self.publish(), (DONE, ""))
        for path in self.var.glob("bancheng.sqlite*"):
            self.assertEqual(path.stat().st_mode & 0o777, 0o660, path)
        said = self.said_by_doctor()
        for words in ("Other accounts", "may not read and write the database"):
            self.assertNotIn(words, said)

    def said_by_doctor(self):
        return run(handler(), "doctor", "--data", self.var, "--published", self.site / "published", "--lang", "en").stdout


if __name__ == "__main__":
    harness.main()
