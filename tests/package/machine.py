"""A Debian 12 that boots in a folder, for tests of the package: a bare root made by debootstrap, run by systemd-nspawn with
a network of its own. Needs root."""
import os
import pathlib
import shutil
import subprocess
import time

FAR_SECONDS = 600
MIRROR = os.environ.get("BANCHENG_MIRROR", "http://deb.debian.org/debian")
# What a machine has before the package: it boots, and unpacks archives.
BOOTS = ["systemd-sysv", "procps", "xz-utils"]


def run(*command, **more):
    """Ends the test with the output if the command fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=FAR_SECONDS, check=False,
                          **more)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def wait_until(condition):
    end = time.monotonic() + FAR_SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def bare_root(folder, suite="bookworm"):
    """A bare root of this release; the one of an earlier run if there is one."""
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run("debootstrap", "--variant=minbase", suite, folder / "root", MIRROR)
        (folder / "made").touch()
    return folder / "root"


def within(root, *words):
    """Runs a command in a root that is not booted, with the network of this machine."""
    # No package may start a service there.
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        return run("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--pipe", "-D", root,
                   "--setenv=DEBIAN_FRONTEND=noninteractive", "--setenv=LC_ALL=C.UTF-8", *words, env=nspawn_variables())
    finally:
        policy.unlink()


def nspawn_variables():
    is_unified = pathlib.Path("/sys/fs/cgroup/cgroup.controllers").exists()
    return {**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1" if is_unified else "0"}


class Machine:
    """A copy of a root that is booted; ends with the object's exit."""

    def __init__(self, base, folder):
        self.root = pathlib.Path(folder)
        run("cp", "-a", "--reflink=auto", base, self.root)
        self.process, self.leader = None, 0

    def boot(self):
        with open(f"{self.root}.console", "ab") as console:
            self.process = subprocess.Popen(
                ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network", "--console=pipe",
                 f"--machine=bancheng-{os.getpid()}-{self.root.name}", "-D", str(self.root), "--boot"],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console, env=nspawn_variables())
        assert wait_until(self.is_booted), "it did not boot"
        return self

    def is_booted(self):
        """Looks for the first process anew each time: what systemd-nspawn starts first ends when it has started that one."""
        return self.find_leader() and self.ask("systemctl is-system-running").stdout.strip() in ("running", "degraded")

    def find_leader(self):
        assert self.process.poll() is None, pathlib.Path(f"{self.root}.console").read_text(errors="replace")[-2000:]
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.leader = int(children[0]) if children else 0
        return self.leader

    def ask(self, line, stdin=""):
        """Runs a line of shell as root; returns the ended process."""
        variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8",
                     "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(["nsenter", "-t", str(self.leader), "-m", "-u", "-i", "-n", "-p", "bash", "-c",
                               "cd /root; " + line], input=stdin, capture_output=True, text=True, timeout=FAR_SECONDS, check=False,
                              env=variables)

    def do(self, line, stdin=""):
        """The same; it must succeed. Returns what it printed."""
        done = self.ask(line, stdin)
        assert done.returncode == 0, f"{line}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def in_network(self, *command):
        """A command of this machine in the network of that one."""
        return ["nsenter", "-t", str(self.leader), "-n", *[str(part) for part in command]]

    def put(self, file, place):
        target = self.root / str(place).lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()  # systemd-nspawn asks the machine to power off
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        return self.boot()

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)
