#!/usr/bin/env python3
"""A server whose socket systemd keeps open: a restart refuses no one, and each request that came meanwhile is answered."""
import http.client
import os
import socket
import subprocess
import sys
import threading

import harness
from harness import FAR_SECONDS, Given, Test, handler, run, wait_until

MISCONFIGURED = 78
# Passes the descriptors of its first argument as systemd does, and becomes the program of the others. LISTEN_PID must be
# the number of the program itself.
PASSES = """
import os, sys
given = [int(number) for number in sys.argv[1].split(",")]
for at, number in enumerate([os.dup(one) for one in given]):
    os.dup2(number, 3 + at)
    os.set_inheritable(3 + at, True)
os.environ.update(LISTEN_FDS=str(len(given)), LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


def unix_socket(path):
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    made.listen(1024)
    return made


def tcp_socket():
    made = socket.create_server(("127.0.0.1", 0), backlog=1024)
    return made


class Line(http.client.HTTPConnection):
    """HTTP over any socket address."""

    def __init__(self, listener):
        super().__init__("localhost", timeout=FAR_SECONDS)
        self.family, self.place = listener.family, listener.getsockname()

    def connect(self):
        self.sock = socket.socket(self.family)
        self.sock.settimeout(FAR_SECONDS)
        self.sock.connect(self.place)


class Visitors:
    """Threads that ask one new connection after another, and count how each ended."""

    def __init__(self, listener, number=6):
        self.listener = listener
        self.lock = threading.Lock()
        self.refused, self.lost, self.served = [], [], 0
        self.leave = False
        self.threads = [threading.Thread(target=self.ask_on) for _ in range(number)]

    def ask_on(self):
        while not self.leave:
            self.ask_once()

    def ask_once(self):
        line = Line(self.listener)
        try:
            line.connect()
        except OSError as error:
            with self.lock:
                self.refused.append(error)
            return
        try:
            line.request("GET", "/handle/livez", headers={"Connection": "close"})
            answer = line.getresponse()
            answer.read()
            with self.lock:
                self.served += answer.status == 200
        except (OSError, http.client.HTTPException) as error:
            with self.lock:
                self.lost.append(error)
        finally:
            line.close()

    def wait_for_more(self, number):
        """Until so many more were served."""
        wanted = self.served + number
        return wait_until(lambda: self.served >= wanted)

    def __enter__(self):
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_):
        self.leave = True
        for one in self.threads:
            one.join()


class Restarts(Test):
    def setUp(self):
        super().setUp()
        self.var = self.data()
        self.told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.told.setblocking(False)
        self.told.bind(str(self.folder / "notify"))
        self.addCleanup(self.told.close)
        self.processes = []
        self.addCleanup(self.end_all)

    def end_all(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()

    def command(self, *listeners):
        numbers = ",".join(str(one.fileno()) for one in listeners)
        return [sys.executable, "-c", PASSES, numbers, handler(), "serve", "--published", Given.site / "published",
                "--templates", Given.source / "site_templates", "--data", self.var]

    def start(self, listener):
        """Starts it as the unit does, and waits as systemd does until it says that it is ready."""
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen([str(part) for part in self.command(listener)], pass_fds=[listener.fileno()],
                                       stdout=subprocess.PIPE, stderr=log,
                                       env={**os.environ, "NOTIFY_SOCKET": str(self.folder / "notify")})
        self.processes.append(process)
        self.assertTrue(wait_until(lambda: process.poll() is not None or self.is_told_ready()))
        self.assertIsNone(process.poll(), (self.folder / "log").read_text())
        return process

    def is_told_ready(self):
        try:
            return self.told.recv(100) == b"READY=1"
        except BlockingIOError:
            return False

    def stop(self, process):
        process.terminate()
        self.assertEqual(process.wait(FAR_SECONDS), 0)

    def restart_often(self, listener):
        with Visitors(listener) as visitors:
            process = self.start(listener)
            for _ in range(5):
                self.assertTrue(visitors.wait_for_more(20))
                self.stop(process)
                process = self.start(listener)
            self.assertTrue(visitors.wait_for_more(20))
            visitors.leave = True
        self.stop(process)
        self.assertEqual((visitors.refused, visitors.lost), ([], []))

    def test_a_restart_refuses_no_visitor_and_loses_no_request(self):
        place = self.folder / "handler.sock"
        for listener in (unix_socket(place), tcp_socket()):
            with self.subTest(listener.family.name), listener:
                self.restart_often(listener)
        self.assertTrue(place.is_socket(), "the file is systemd's, and stays")

    def test_who_comes_while_no_server_runs_is_answered_by_the_next(self):
        with unix_socket(self.folder / "handler.sock") as listener:
            self.stop(self.start(listener))
            line = Line(listener)
            line.request("GET", "/handle/livez")
            process = self.start(listener)
            self.assertEqual(line.getresponse().status, 200)
            line.close()
            self.stop(process)

    def test_a_server_that_is_killed_refuses_nobody(self):
        with unix_socket(self.folder / "handler.sock") as listener:
            with Visitors(listener) as visitors:
                for _ in range(3):
                    process = self.start(listener)
                    self.assertTrue(visitors.wait_for_more(20))
                    process.kill()
                    process.wait()
                process = self.start(listener)
                self.assertTrue(visitors.wait_for_more(20))
                visitors.leave = True
            self.stop(process)
            self.assertEqual(visitors.refused, [])

    def test_it_says_where_it_serves_and_needs_no_setting_for_it(self):
        place = self.folder / "handler.sock"
        with unix_socket(place) as listener:
            process = self.start(listener)
            self.assertEqual(process.stdout.readline().decode(), f"serving unix:{place}\n")
            self.stop(process)

    def test_sockets_of_which_one_would_wait_for_ever_are_refused(self):
        wrong = "bancheng.socket must have exactly one ListenStream= and no Accept=yes\n"
        deaf, packets = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        with unix_socket(self.folder / "a.sock") as first, tcp_socket() as second, deaf, packets:
            for listeners, what in (((first, second), "2 sockets"), ((deaf,), "no listening stream socket"),
                                    ((packets,), "no listening stream socket")):
                done = run(*self.command(*listeners), pass_fds=[one.fileno() for one in listeners])
                self.assertEqual((done.returncode, done.stdout, done.stderr),
                                 (MISCONFIGURED, "", f"handler: systemd passed {what}: {wrong}"))

    def test_sockets_of_another_program_are_left_alone(self):
        place = self.folder / "own.sock"
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen([handler(), "serve", "--published", Given.site / "published", "--templates",
                                        Given.source / "site_templates", "--data", self.var, "--listen", f"unix:{place}"],
                                       stdout=subprocess.PIPE, stderr=log,
                                       env={**os.environ, "LISTEN_FDS": "1", "LISTEN_PID": "1"})
        self.processes.append(process)
        self.assertEqual(process.stdout.readline().decode(), f"serving unix:{place}\n")
        self.stop(process)
        self.assertFalse(place.exists())


if __name__ == "__main__":
    harness.main()
