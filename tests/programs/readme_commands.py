#!/usr/bin/env python3
"""Runs every command of the two READMEs, unchanged, in a copy of the tree."""
import os
import pty
import re
import shlex
import shutil
import subprocess
import threading

import harness
from harness import Given, Test, ask

SECONDS = harness.FAR_SECONDS
PASSWORD = "kestrel-over-rice-fields"
STAFF = re.compile(r"^staff: (\S+)  password (\S+) ", re.MULTILINE)
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_commands(readme):
    """The lines of the shell blocks of a README, without comments and blank lines."""
    text = (Given.source / readme).read_text()
    lines = "".join(BLOCK.findall(text)).splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


class Tree:
    """A copy of the files that the commands need, with the given programs as build/bin."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("content", "site_templates", "script"):
            shutil.copytree(Given.source / name, folder / name)
        (folder / "build").mkdir()
        (folder / "build" / "bin").symlink_to(Given.programs)
        # Setup and build ran before this test.
        (folder / "script" / "setup").write_text("#!/bin/sh\n")

    def start(self, command, **more):
        return subprocess.Popen(["bash", "-c", "exec " + command], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def to_the_end(self, command, **more):
        process = self.start(command, **more)
        out, err = process.communicate(timeout=SECONDS)
        if process.returncode != 0:
            raise AssertionError(f"{command}\nended with {process.returncode}: {err.decode()}")
        return out.decode()


def works(tree, command):
    return tree.to_the_end(command, stdin=subprocess.DEVNULL)


def works_and_says(*words):
    def how(tree, command):
        out = works(tree, command)
        for word in words:
            if word not in out:
                raise AssertionError(f"{command}\nsaid nothing of {word!r}: {out}")
        return out
    return how


def serves(tree, command):
    """Starts a server on a free port, reads a page and a form, and stops it. Returns its output."""
    process = tree.start(command)
    said = []
    try:
        for line in process.stdout:
            said.append(line.decode())
            if line.startswith(b"serving http://localhost:"):
                break
        else:
            raise AssertionError(f"{command}\nnever served: {process.stderr.read().decode()}")
        port = int(re.search(r":(\d+)/", said[-1]).group(1))
        for path in ("/demo/", "/pingyi/process/", "/handle/demo/report", "/handle/desk/demo/sign-in"):
            assert ask(port, path).status == 200, path
        sign_in_with_what_was_printed(port, "".join(said))
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)
    assert process.returncode == 0, process.returncode
    return "".join(said)


def sign_in_with_what_was_printed(port, said):
    for login, password in STAFF.findall(said):
        answer = ask(port, "/handle/desk/demo/sign-in", {"login": login, "password": password})
        assert answer.status == 303, f"{login} cannot sign in: {answer}"


def serves_on_a_free_port(tree, command):
    assert "127.0.0.1:8080" in command, "the address in the README is another than the one in its text"
    return serves(tree, command.replace("127.0.0.1:8080", "127.0.0.1:0"))


def sets_up_and_serves(tree, command):
    said = serves(tree, command + " --port 0")
    if not STAFF.search(said):
        raise AssertionError("script/server printed no staff: " + said)
    return said


def answers_a_web_server(tree, command):
    """Acts as web server: a request in the environment, the answer from standard output."""
    request = {
        "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/handle", "PATH_INFO": "/demo/report",
        "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "PATH": os.environ["PATH"],
    }
    answer = tree.to_the_end(command, env=request, stdin=subprocess.DEVNULL)
    head, _, body = answer.replace("\r\n", "\n").partition("\n\n")
    assert "Status: 200" in head, head
    assert "我要反映" in body, body
    return answer


def asks_for_a_password(tree, command):
    """Types the password twice on a terminal, as the README says; the terminal must not show it."""
    terminal, other_end = pty.openpty()
    process = tree.start(command, stdin=other_end)
    os.close(other_end)
    patience = threading.Timer(SECONDS, process.kill)
    patience.start()
    try:
        for _ in range(2):
            while not (asked := process.stderr.read(1)).endswith(b":"):
                assert asked, "it never asked"
            process.stderr.read(1)
            os.write(terminal, (PASSWORD + "\n").encode())
        out, err = process.communicate(timeout=SECONDS)
        os.set_blocking(terminal, False)
        try:
            shown = os.read(terminal, 4096).decode()
        except OSError:
            shown = ""
    finally:
        patience.cancel()
        os.close(terminal)
    assert process.returncode == 0, err.decode()
    assert PASSWORD not in shown + out.decode() + err.decode(), "the password was shown"
    return out.decode()


def serves_pages_that_reload(tree, command):
    return serves(tree, command + " --port 0")


def makes_a_site(tree, command):
    """A site that builds at once; removed afterwards, so that the other commands find the shipped ones."""
    made = works(tree, command)
    folder = (tree.folder / made.splitlines()[0]).parent
    tree.to_the_end("build/bin/generator check --content content --templates site_templates --strict "
                    f"--today 2026-10-20 --site {folder.name}")
    shutil.rmtree(folder)
    return made


def watches_until_told_to_end(tree, command):
    process = tree.start(command)
    patience = threading.Timer(SECONDS, process.kill)
    patience.start()
    try:
        said = process.stdout.readline().decode()
        process.terminate()
        process.communicate(timeout=SECONDS)
    finally:
        patience.cancel()
    assert "rendered: 6 sites" in said, said
    assert process.returncode == 0, process.returncode
    return said


def with_places_of_the_tree(tree, command):
    """Puts what belongs on other disks into the tree, and names the backup that was made."""
    backups = tree.folder / "backups"
    keys = tree.folder / "usb"
    for folder in (backups, keys):
        folder.mkdir(exist_ok=True)
    made = sorted(folder.name for folder in backups.glob("bancheng-*"))
    command = re.sub(r"/bancheng-[0-9T-]+Z", "/" + (made[-1] if made else "none"), command)
    return works(tree, command.replace("/var/backups/bancheng", str(backups)).replace("/media/usb", str(keys)))


# How to run each command of the READMEs. A command that is missing here fails the test: add it.
HOW = {
    "script/setup": works,
    "script/server": sets_up_and_serves,
    "script/server --watch": serves_pages_that_reload,
    "build/bin/generator build": works_and_says("6 sites"),
    "build/bin/generator check": works_and_says("6 sites, no mistakes"),
    "build/bin/generator watch": watches_until_told_to_end,
    "build/bin/generator new-site": makes_a_site,
    "build/bin/generator explain": works_and_says("pages/scope.html", "pingyi/policy.yaml"),
    "build/bin/generator reference": works_and_says("## policy.yaml", "effective_from"),
    "build/bin/handler init": works_and_says("keys"),
    "build/bin/handler serve": serves_on_a_free_port,
    "build/bin/handler cgi": answers_a_web_server,
    "build/bin/handler tick": works,
    "build/bin/handler publish": works,
    "build/bin/handler statistics": works_and_says("--period"),
    "build/bin/handler verify": works_and_says("events verified"),
    "build/bin/handler keys export": with_places_of_the_tree,
    "build/bin/handler keys compare": with_places_of_the_tree,
    "build/bin/handler backup": with_places_of_the_tree,
    "build/bin/handler restore": with_places_of_the_tree,
    "build/bin/handler user add": asks_for_a_password,
    "build/bin/handler user list": works,
    "build/bin/handler user password": asks_for_a_password,
    "build/bin/handler user drop-code": works_and_says("without a code already"),
    "build/bin/handler user disable": works_and_says("can no longer sign in"),
}


def how_to_run(command):
    words = shlex.split(command)
    for length in (3, 2, 1):
        if (how := HOW.get(" ".join(words[:length]))) is not None:
            return how
    raise AssertionError(f"the README shows a command that no test runs: {command}\nsay in the table HOW how to run it")


class Readme(Test):
    def run_all(self, readme, at_least):
        commands = shown_commands(readme)
        self.assertGreaterEqual(len(commands), at_least, f"{readme} shows fewer commands than it did")
        tree = Tree(self.folder)
        for command in commands:
            with self.subTest(f"{readme}: {command}"):
                how_to_run(command)(tree, command)

    def test_english(self):
        self.run_all("README.md", at_least=8)

    def test_chinese(self):
        self.run_all("README.zh-CN.md", at_least=7)

    def test_a_command_that_is_not_in_the_table_fails(self):
        with self.assertRaisesRegex(AssertionError, "no test runs: build/bin/handler dance"):
            how_to_run("build/bin/handler dance --data var")


if __name__ == "__main__":
    harness.main()
