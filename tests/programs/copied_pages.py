#!/usr/bin/env python3
"""Public pages and published rules on another machine, copied by the commands of docs/scaling.md: after each command
every page there has all files that it names, and the rules are whole."""
import os
import re
import shutil
import subprocess

import documents
import harness
from harness import Given, Server, Test, ask, build

SECOND = 1_800_000_000 * 10**9  # in nanoseconds
NAMED = re.compile(r'(?:href|src)="([^":]+\.[0-9a-f]{12}\.[a-z0-9]+)"')


def commands_of(section):
    """The rsync commands of a section of docs/scaling.md."""
    blocks = [block for block in documents.read(Given.source / "docs/scaling.md")[1] if block.section == section]
    return [line.strip() for block in blocks for line in block.commands if line.strip().startswith("rsync")]


class CopiedPages(Test):
    def make_places(self):
        self.here, self.there = self.folder / "here", self.folder / "there"
        for folder in (self.here, self.there):
            folder.mkdir()
        for part in ("calendar", "sites/demo"):
            shutil.copytree(Given.source / "content" / part, self.folder / "content" / part)
        self.templates = self.folder / "site_templates"
        shutil.copytree(Given.source / "site_templates", self.templates)
        self.builds = 0
        self.build()

    def build(self):
        """All builds end in the same second, which must not keep a copy from the files of the later ones."""
        built = build(self.folder / "content", self.here, self.templates)
        self.assertEqual(built.returncode, 0, built.stderr)
        self.builds += 1
        for path in self.here.rglob("*"):
            if path.is_file():
                os.utime(path, ns=(SECOND + self.builds, SECOND + self.builds))

    def edit(self):
        """A change after which every page names another style."""
        style = self.templates / "static/site.css"
        style.write_text(style.read_text() + "\nmain { color: #123456 }\n")
        policy = self.folder / "content/sites/demo/site.yaml"
        policy.write_text(policy.read_text() + "\n# edited\n")
        self.build()

    def do(self, command):
        at_places = command.replace("web2:/srv/bancheng", str(self.there)).replace("/srv/bancheng", str(self.here))
        subprocess.run(at_places, shell=True, check=True)

    def pages_there(self):
        return list((self.there / "public").rglob("*.html"))

    def missing_there(self):
        return {f"{page}: {name}" for page in self.pages_there() for name in NAMED.findall(page.read_text())
                if not self.place_of(page, name).is_file()}

    def place_of(self, page, name):
        return self.there / "public" / name[1:] if name.startswith("/") else page.parent / name

    @staticmethod
    def names_in(folder):
        return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}

    def test_each_page_has_its_files_after_each_command(self):
        self.make_places()
        commands = commands_of("The public pages elsewhere")
        self.assertEqual(len(commands), 2)
        for command in commands:
            self.do(command)
        old = (self.there / "public/demo/index.html").read_text()
        self.assertGreater(len(NAMED.findall(old)), 0)
        self.edit()
        for command in commands:
            self.do(command)
            self.assertEqual(self.missing_there(), set(), command)
        self.assertNotEqual((self.there / "public/demo/index.html").read_text(), old)
        self.assertEqual(self.names_in(self.there / "public"), self.names_in(self.here / "public"))

    def test_rules_come_into_force_with_the_last_command(self):
        self.make_places()
        commands = commands_of("Two handlers")
        self.assertEqual(len(commands), 2)
        current = self.there / "published/demo/current"
        for command in commands:
            self.do(command)
        before = current.read_text()
        self.edit()
        self.do(commands[0])
        self.assertEqual(current.read_text(), before)
        self.do(commands[1])
        self.assertEqual(current.read_text(), (self.here / "published/demo/current").read_text())
        self.assertNotEqual(current.read_text(), before)

    def test_headers_are_those_that_the_page_promises(self):
        with Server(self.data()) as server:
            page = ask(server.port, "/demo/")
            self.assertEqual(page.headers["Cache-Control"], "no-cache")
            self.assertIsNotNone(page.headers["ETag"])
            style = NAMED.findall(page.body)[0].removeprefix(".")
            kept = ask(server.port, "/demo" + style).headers["Cache-Control"]
            self.assertEqual(kept, "public, max-age=31536000, immutable")
            self.assertEqual(ask(server.port, "/handle/demo/report").headers["Cache-Control"], "no-store")


if __name__ == "__main__":
    harness.main()
