#!/usr/bin/env python3
"""Runs the blocks of the operating manual that need a whole Debian, on the bare machine of prove.py, and compares what is
printed with what the manual says that one sees.

    manual_blocks.py PACKAGE WORK"""
import hashlib
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "programs")]
import documents  # noqa: E402
import machine  # noqa: E402
import prove  # noqa: E402

MANUAL = HERE.parent.parent / "docs/operating.md"
RUNNER = "tests/package/manual_blocks.py"
# A person answers the question of apt, and that of dpkg about bancheng.conf, with Enter.
ASSUME_YES = 'APT::Get::Assume-Yes "true";\n'
ENTER = "\n"


class ManualBlocks(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="manual-", dir=prove.Given.work))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.blocks = [block for block in documents.read(MANUAL)[1] if block.runner == RUNNER]

    def follow(self, bare, block):
        done = bare.ask("cd /root\n" + block.text, ENTER)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for code in documents.CODE.findall(documents.sentence_behind(block, documents.SEEN["en"][0])):
            printed = ".*?".join(re.escape(part) for part in code.split("..."))
            self.assertRegex(done.stdout + done.stderr, printed, "the manual says that one sees this")

    def put_package(self, bare, package, version):
        """The package and its checksum under the names that script/package gives them, and no other one beside them."""
        for old in bare.root.glob("root/bancheng*.deb*"):
            old.unlink()
        name = f"bancheng_{version}_amd64.deb"
        shutil.copy(package, bare.root / "root" / name)
        digest = hashlib.sha256(package.read_bytes()).hexdigest()
        (bare.root / "root" / f"{name}.sha256").write_text(f"{digest}  {name}\n")

    def test_the_package_is_installed_and_updated_as_the_manual_says(self):
        self.assertEqual([block.section for block in self.blocks], ["1. The package", "Upgrade"])
        install, upgrade = self.blocks
        with machine.Machine(prove.machine_base("bookworm"), self.folder / "machine") as bare:
            (bare.root / "etc/apt/apt.conf.d/90yes").write_text(ASSUME_YES)
            self.put_package(bare, prove.older_package(self.folder), "0.0.9")
            self.follow(bare, install)
            bare.do(f"bancheng-setup --site {prove.SITE} https://{prove.HOST}/")
            older = bare.do("handler --version")
            self.put_package(bare, prove.Given.package, "0.1.0")
            self.follow(bare, upgrade)
            self.assertNotEqual(bare.do("handler --version"), older)
            self.assertIn(prove.HOST, bare.do("cat /etc/bancheng/bancheng.conf"), "the operator's settings stay")
            self.assertEqual(bare.do("systemctl is-active bancheng bancheng-publish").split(), ["active", "active"])


if __name__ == "__main__":
    prove.Given.package, prove.Given.work = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    prove.Given.work.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
