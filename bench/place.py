"""The work folder of a run, the programs it starts there, and copies of the sites, so that there is enough work to
measure."""
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "build" / "bin"
PEERS = ROOT / "build" / "release" / "bench"
TEMPLATES = ROOT / "site_templates"
ORIGINALS = ("demo", "pingyi", "beiguan", "chaoan", "panzhihua", "shaoguan")


class Place:
    """A temporary folder that Apache's user can read; at the end it is removed and all started programs are stopped."""

    def __init__(self):
        # Not /tmp, which may be in memory: durable reports and written pages need a disk.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-bench-", dir="/var/tmp"))
        self.folder.chmod(0o755)
        self.content = self.folder / "content"
        self.published = self.folder / "published"
        self.public = self.folder / "public"
        self.children = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for child in list(self.children):
            self.stop(child)
        shutil.rmtree(self.folder, ignore_errors=True)

    def copy_sites(self, copies, originals=ORIGINALS):
        """Copies each site to `copies` new ids: demo-00, demo-01 ... Only the id differs. Returns the ids."""
        shutil.copytree(ROOT / "content" / "calendar", self.content / "calendar")
        made = []
        for original in originals:
            for number in range(copies):
                site = f"{original}-{number:02}"
                folder = self.content / "sites" / site
                shutil.copytree(ROOT / "content" / "sites" / original, folder)
                text = (folder / "site.yaml").read_text(encoding="utf-8")
                (folder / "site.yaml").write_text(text.replace(f"\nid: {original}\n", f"\nid: {site}\n"),
                                                  encoding="utf-8")
                made.append(site)
        return made

    def build(self, public, published):
        """Runs the generator into the two folders; returns the seconds, including process start."""
        began = time.monotonic()
        self.run("generator", "build", "--quiet", "--content", self.content, "--templates", TEMPLATES,
                 "--out", public, "--published", published)
        return time.monotonic() - began

    def run(self, program, *arguments):
        command = [PROGRAMS / program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{program} failed:\n{done.stderr or done.stdout}")
        return done.stdout

    def start(self, command, **options):
        """Starts a server whose first line of output ends with its port."""
        log = open(self.folder / f"{pathlib.Path(command[0]).name}.log", "ab")
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, **options)
        self.children.append(child)
        line = child.stdout.readline()
        digits = line.strip().rstrip("/").rpartition(":")[2]
        if not digits.isdigit():
            raise SystemExit(f"{command[0]} did not start; see {log.name}: {line}")
        return child, int(digits)

    def start_quietly(self, command, port):
        """Starts a server that prints nothing, and waits until its port accepts connections."""
        # Apache ends its whole process group with itself, so it gets its own group.
        child = subprocess.Popen(command, start_new_session=True)
        self.children.append(child)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return child
            time.sleep(0.1)
        raise SystemExit(f"{command[0]} did not start")

    def stop(self, child):
        if child.poll() is None:
            child.terminate()
            child.wait(timeout=60)
        if child in self.children:
            self.children.remove(child)

    def serve(self, data, published=None, **options):
        """The handler on a data folder, trusting a proxy on this machine, so that each report can have its own address
        and the limits per address stay on."""
        return self.start([PROGRAMS / "handler", "serve", "--published", published or self.published, "--templates",
                           TEMPLATES, "--data", data, "--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1"], **options)

    def make_data(self, name):
        data = self.folder / name
        self.run("handler", "init", "--data", data)
        return data

    def ask(self, port, connections, seconds, requests, expected="200", strays=0.0):
        """Lets the client send `requests` (bytes): each once if `seconds` is 0, else in turn for this time. Returns the
        client's results. More than this share of unexpected statuses ends the run, because it would measure something
        else. Several ports may be asked at once."""
        file = self.folder / f"requests-{port}"
        file.write_bytes(b"".join(b"%d\n%s" % (len(request), request) for request in requests))
        done = subprocess.run([PEERS / "bench_client", str(port), str(connections), str(seconds), file],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        answers = json.loads(done.stdout)
        wrong = sum(count for status, count in answers["statuses"].items() if status != expected)
        if wrong > strays * answers["answers"]:
            raise SystemExit(f"expected status {expected} only, got {answers['statuses']}")
        return answers


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
