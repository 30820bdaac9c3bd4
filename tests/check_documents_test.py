#!/usr/bin/env python3
"""Runs tests/check_documents.py on the documents as they are, and on copies with one break each, which it must name."""
import pathlib
import shutil
import tempfile
import unittest

import check_documents as check


class Documents(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-"))
        self.addCleanup(shutil.rmtree, self.root)
        for path in (*check.MANUALS.values(), check.LEVEL_2):
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(check.ROOT / path, self.root / path)
        (self.root / "tests").symlink_to(check.ROOT / "tests")

    def change(self, path, old, new):
        text = (self.root / path).read_text(encoding="utf-8")
        self.assertTrue(old in text, f"{path} has no {old!r}")
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def assert_named(self, mistakes, *words):
        found = list(mistakes)
        self.assertTrue(any(all(word in mistake for word in words) for mistake in found), f"{words} not in {found}")

    def test_as_they_are(self):
        self.assertEqual(list(check.mistakes(check.ROOT)), [])

    def test_a_command_that_only_one_manual_has(self):
        self.change(check.MANUALS["zh"], "handler keys export --to /media/stick/bancheng-keys.txt\n", "")
        self.assert_named(check.mistakes_in_manuals(self.root), "other commands")

    def test_a_block_that_only_one_manual_has(self):
        self.change(check.MANUALS["en"], "```sh\n", "```sh\ntrue\n```\n\n**You see**: x\n\n**If not**: x\n\n```sh\n")
        self.assert_named(check.mistakes_in_manuals(self.root), "blocks")

    def test_a_section_that_only_one_manual_has(self):
        self.change(check.MANUALS["en"], "\n## Keys\n", "\n## Locks\n\n## Keys\n")
        self.assert_named(check.mistakes_in_manuals(self.root), "other headings")

    def test_code_that_only_one_manual_names(self):
        self.change(check.MANUALS["zh"], "`backup-to`", "备份的位置")
        self.change(check.MANUALS["zh"], "`set-aside-megabytes`", "一个数")
        self.assert_named(check.mistakes_in_manuals(self.root), "`set-aside-megabytes` is missing", check.MANUALS["zh"])

    def test_a_block_behind_which_nothing_is_seen(self):
        self.change(check.MANUALS["zh"], "**没看到怎么办**：", "")
        self.assert_named(check.mistakes_in_manuals(self.root), "没看到怎么办")

    def test_a_mark_that_names_no_test(self):
        for path in check.MANUALS.values():
            self.change(path, "```sh\n", "<!-- run by tests/none.py: reasons -->\n```sh\n")
        self.assert_named(check.mistakes_in_manuals(self.root), "there is no tests/none.py")

    def test_a_mark_that_names_a_test_of_something_else(self):
        for path in check.MANUALS.values():
            self.change(path, "```sh\n", "<!-- run by tests/check_tree.py: reasons -->\n```sh\n")
        self.assert_named(check.mistakes_in_manuals(self.root), "tests/check_tree.py does not read")

    def test_a_test_of_level_2_that_is_not_there(self):
        self.change(check.LEVEL_2, "`Session.EndsAfterHalfAnHourWithoutUse`", "`Session.EndsNever`")
        self.assert_named(check.mistakes_in_level_2(self.root), "身份鉴别 b", "Session.EndsNever")

    def test_a_point_of_level_2_without_a_test_or_a_reason(self):
        self.change(check.LEVEL_2, "不由软件满足 | 原因：", "不由软件满足 | ")
        self.assert_named(check.mistakes_in_level_2(self.root), "入侵防范 e", "no reason")
        self.change(check.LEVEL_2, "不由软件满足", "满足")
        self.assert_named(check.mistakes_in_level_2(self.root), "入侵防范 e")

    def test_a_point_of_level_2_that_is_left_out(self):
        text = (self.root / check.LEVEL_2).read_text(encoding="utf-8")
        lines = [line for line in text.split("\n") if not line.startswith("| 可信验证 |")]
        (self.root / check.LEVEL_2).write_text("\n".join(lines), encoding="utf-8")
        self.assert_named(check.mistakes_in_level_2(self.root), "the points are")

    def test_a_link_that_leads_nowhere(self):
        document = self.root / "page.md"
        document.write_text("# One two\n\n[a](#one-two) [b](none.md) [c](#three) [d](https://example.org/x)\n")
        self.assertEqual([mistake.split(": ")[1] for mistake in check.mistakes_in_links_of(document, self.root)],
                         ["there is no none.md", "page.md has no heading 'three'"])


if __name__ == "__main__":
    unittest.main()
