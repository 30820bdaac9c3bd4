#!/usr/bin/env python3
"""The towns' pages contain what their documents require: one test per ID of tests/requirements/published.txt."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "requirements"))
import harness
from page_text import blocks_of, rows_of, says, squeezed

LISTED = pathlib.Path(__file__).resolve().parent.parent / "requirements" / "published.txt"


class Published(unittest.TestCase):
    def check(self, rows):
        for site, page, words in rows:
            with self.subTest(site=site, page=page, words=words):
                file = harness.Given.site / "public" / site / page / "index.html"
                self.assertTrue(says(file.read_text(), words), f"{site}/{page} does not say: {words}")


for name, listed in rows_of(LISTED.read_text()).items():
    setattr(Published, "test_" + name, lambda self, rows=tuple(listed): self.check(rows))


class Seeking(unittest.TestCase):
    """Tests the search itself: words that are apart, in another order or missing are not found."""

    PAGE = "<table><tr><td>蓝牌<td>3个 工作日</tr><tr><td>黄牌<td>5个工作日</tr></table><p>说明</p>"

    def test_finds_words_side_by_side_and_one_below_the_other(self):
        self.assertTrue(says(self.PAGE, "蓝牌 > 3个工作日"))
        self.assertTrue(says(self.PAGE, "蓝牌 >> 黄牌 > 工作日 >> 说明"))

    def test_misses_what_stands_elsewhere(self):
        for words in ("蓝牌 > 5个工作日", "3个 > 蓝牌", "蓝牌 >> 说明", "说明 >> 蓝牌", "红牌"):
            self.assertFalse(says(self.PAGE, words), words)

    def test_takes_a_row_of_a_table_as_one_and_leaves_scripts_out(self):
        page = "<p>a<b>b</b></p><table><tr><th>c</th><td><p>d</p><p>e</p></td></tr></table><script>f</script>"
        self.assertEqual([squeezed(block) for block in blocks_of(page)], ["ab", "cde"])


if __name__ == "__main__":
    harness.main()
