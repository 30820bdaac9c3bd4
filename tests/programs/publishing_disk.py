#!/usr/bin/env python3
"""The publisher meets a full disk: content and pages stay as they are, nothing of the editor is lost, desk and doctor say
it in words, and it goes on once there is room."""
import shutil

import harness
from harness import Given, handler, run, set_clock, write_until_full
from publishing_kills import DONE, FAILED, LATER, Publisher

ROOM = "24m"  # twice the pages of the two sites


class FullDisk(Publisher):
    """The places that are named lie on a small disk."""

    def fill(self, *names):
        """Moves the folders there and leaves no room. False where nothing can be mounted."""
        self.small = self.small_disk(ROOM)
        if self.small is None:
            return False
        for name in names:
            shutil.copytree(getattr(self, name), self.small / name)
            setattr(self, name, self.small / name)
        self.published.database = self.var / "bancheng.sqlite"
        self.number = self.ask()
        write_until_full(self.small / "filler")
        return True

    def doctor(self):
        return run(handler(), "doctor", "--data", self.var, "--published", self.site / "published", "--templates",
                   Given.source / "site_templates", "--test-clock", self.time, "--lang", "zh").stdout

    def assert_put_back(self, words):
        """The publication has failed, and what it asked for is the author's draft again."""
        self.assertEqual(self.published.acts(self.number), ["begun", "failed"])
        self.assertIn(words, self.published.note(self.number))
        self.assertEqual(self.standing(), self.old)
        self.assertEqual(self.published.draft(1, "pingyi"),
                         ["duty.yaml", "files/moved.png", "news/2026-11-moved.md", "site.yaml"])
        self.assert_verified()

    def assert_goes_on(self):
        (self.small / "filler").unlink()
        set_clock(self.time, LATER)
        self.assertEqual(self.publish(), (DONE, ""))
        self.assertEqual(self.standing(), self.old)
        self.number = self.ask()
        self.assert_done()

    def assert_done(self):
        self.assertEqual(self.publish(), (DONE, ""))
        self.assertEqual(self.published.acts(self.number), ["begun", "done"])
        self.assertIn("平邑县政务服务中心一楼", (self.site / "public" / "pingyi" / "index.html").read_text())
        self.assertNotIn("公开网页所在的磁盘只剩 0 MB", self.doctor())
        self.assert_verified()

    def test_of_the_content(self):
        if not self.fill("content"):
            return
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn("检查磁盘空间", said)
        self.assert_put_back("没有发布，公开的页面没有变化。请维护网站的人员检查磁盘空间")
        self.assert_goes_on()

    def test_of_the_pages(self):
        if not self.fill("site"):
            return
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn("No space left on device", said)
        self.assert_put_back("页面没有生成成功，没有发布。")
        self.assertRegex(self.doctor(), "公开网页所在的磁盘只剩 [0-9]+ MB")
        self.assert_goes_on()

    def test_of_everything(self):
        """Not even the failure can be written down: the publication waits."""
        if not self.fill("content", "site", "var"):
            return
        code, said = self.publish()
        self.assertEqual(code, FAILED)
        self.assertIn("no space is left", said)
        self.assertEqual(self.standing(), self.old)
        self.assertRegex(self.doctor(), "公开网页所在的磁盘只剩 [0-9]+ MB")
        (self.small / "filler").unlink()
        self.assert_done()


if __name__ == "__main__":
    harness.main()
