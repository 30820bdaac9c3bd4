"""PostgreSQL for the program tests: real servers as child processes in a temporary folder, reached by Unix sockets, and
a primary with a synchronous standby. BANCHENG_TEST_SERVICE names a server of another make (docs/scaling.md)."""
import configparser
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess

from harness import FAR_SECONDS, wait_until

ADMINISTRATOR = "postgres"  # also the user who runs the server: PostgreSQL refuses root
OWNER, PASSWORD = "bancheng", "quiet-river-under-stone"
SECTION = "bancheng"
BYTE_ORDER = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
SETTINGS = """
listen_addresses = ''
max_connections = 80
dynamic_shared_memory_type = mmap
wal_log_hints = on
wal_keep_size = 256MB
max_wal_size = 256MB
fsync = {fsync}
"""
ASK = ("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c")
# Errors that programs ask for: a login that exists, and whether a database is new.
EXPECTED = ("duplicate key value", 'relation "schema_version" does not exist')
# Who may come in by the socket; the folder around it lets only the administrator and root through.
ADMISSIONS = f"""
local all {OWNER} scram-sha-256
local all {ADMINISTRATOR} trust
local replication {ADMINISTRATOR} trust
"""


def programs():
    """The folder of initdb and postgres: BANCHENG_POSTGRES, or the newest of Debian's."""
    named = os.environ.get("BANCHENG_POSTGRES")
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))
    if not named and not found:
        raise AssertionError("no PostgreSQL: apt-get install postgresql-15, or name its programs in BANCHENG_POSTGRES")
    return pathlib.Path(named) if named else found[-1].parent


def as_administrator(*command):
    """The command line as a user who is not root. It ends with the test, also if that is killed."""
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() == 0:
        prefix += [f"--reuid={ADMINISTRATOR}", f"--regid={ADMINISTRATOR}", "--init-groups"]
    return prefix + [str(part) for part in command]


def must(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=FAR_SECONDS, cwd="/",
                          check=False, **more)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def write_service(file, **values):
    """A service file as the programs want it: one section, and closed to other people."""
    file.touch(mode=0o600)
    file.write_text(f"[{SECTION}]\n" + "".join(f"{key}={value}\n" for key, value in values.items()))
    return file


def on_postgres(service):
    """The environment of a program whose database is named by this service file."""
    return {**os.environ, "BANCHENG_DATABASE": "postgresql", "BANCHENG_DATABASE_SERVICE": str(service)}


def answers_of(service, text, **connection):
    """What the database of a service file says to a statement, one row a line."""
    environment = {**os.environ, "PGSERVICEFILE": str(service), "PGSERVICE": SECTION, **connection}
    return must(*ASK, text, env=environment)


class Node:
    """One server. `folder` is its own: data, socket and log."""

    def __init__(self, folder, durable=False):
        self.folder, self.data, self.durable = folder, folder / "data", durable
        self.log = folder / "log"
        self.process = None
        folder.mkdir(mode=0o700)
        if os.getuid() == 0:
            of_administrator = pwd.getpwnam(ADMINISTRATOR)
            os.chown(folder, of_administrator.pw_uid, of_administrator.pw_gid)

    def make(self):
        """A new, empty server, running, with the role that owns the databases of the tests."""
        must(*as_administrator(programs() / "initdb", "-D", self.data, "-U", ADMINISTRATOR, "--encoding=UTF8",
                               "--locale=C", "--no-sync", "--auth=trust"))
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(SETTINGS.format(fsync="on" if self.durable else "off"))
        (self.data / "pg_hba.conf").write_text(ADMISSIONS)
        self.start()
        self.sql(f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'")
        return self

    def start(self):
        command = as_administrator(programs() / "postgres", "-D", self.data, "-c",
                                   f"unix_socket_directories={self.folder}")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        if not wait_until(lambda: self.process.poll() is not None or self.is_up()):
            raise AssertionError("PostgreSQL does not answer")
        if self.process.poll() is not None:
            raise AssertionError("PostgreSQL did not start: " + self.log.read_text(errors="replace")[-2000:])
        return self

    def is_up(self):
        asked = subprocess.run([programs() / "pg_isready", "-q", "-h", self.folder], check=False)
        return asked.returncode == 0

    def sql(self, text, database="postgres"):
        """What a statement of the administrator gives, one row a line."""
        return must(*ASK, text, "-h", self.folder, "-U", ADMINISTRATOR, "-d", database)

    def set(self, **settings):
        """Changes settings of the running server; None takes one back."""
        for name, value in settings.items():
            self.sql(f"ALTER SYSTEM RESET {name}" if value is None else f"ALTER SYSTEM SET {name} = '{value}'")
        self.sql("SELECT pg_reload_conf()")

    def children(self):
        path = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in path.read_text().split()]

    def kill(self):
        """Ends all of its processes at once, as when its machine loses power."""
        self.process.send_signal(signal.SIGSTOP)  # so that it starts no more of them
        for child in self.children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)  # ends sessions, writes what is left
        try:
            self.process.wait(FAR_SECONDS)
        finally:
            if self.process.poll() is None:
                self.kill()

    def remove(self):
        """Kills it, since nothing is kept, and takes away the memory that a killed server leaves behind."""
        if self.process is not None and self.process.poll() is None:
            self.kill()
        with contextlib.suppress(OSError, IndexError):
            segment = (self.data / "postmaster.pid").read_text().splitlines()[6].split()[1]
            subprocess.run(["ipcrm", "-m", segment], check=False, stderr=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def errors(self):
        """What the server refused so far and should not have: a statement that it does not understand may be one that a
        program does without."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if "ERROR:" in line and not any(one in line for one in EXPECTED)]

    def new_database(self, name, file):
        """An empty database as the manual makes it; returns its service file."""
        self.sql(f"CREATE DATABASE {name} OWNER {OWNER} {BYTE_ORDER}")
        return write_service(file, host=self.folder, dbname=name, user=OWNER, password=PASSWORD)


class OtherServer:
    """A server that runs already, by a service file whose role may make databases. Its new databases stay there."""

    def __init__(self, service):
        read = configparser.ConfigParser()
        read.read(service)
        self.service, self.values = service, dict(read[SECTION])

    def new_database(self, name, file):
        name = f"bancheng_{os.getpid()}_{name}"
        answers_of(self.service, f"CREATE DATABASE {name} {BYTE_ORDER}")
        return write_service(file, **{**self.values, "dbname": name})

    def errors(self):
        return []  # its log is not ours to read

    def remove(self):
        pass


def server_of(test, durable=False):
    """The server that a test uses, gone with the test."""
    other = os.environ.get("BANCHENG_TEST_SERVICE")
    server = OtherServer(other) if other else Node(test.folder / "server", durable)
    test.addCleanup(server.remove)
    return server if other else server.make()


class Pair:
    """A primary and a standby that has all that was acknowledged: a commit waits until the standby has applied it. What
    Patroni does is done here by hand: which one is promoted, and how the other one comes back."""

    def __init__(self, folder, durable=False):
        self.primary, self.standby = Node(folder / "one", durable), Node(folder / "two", durable)

    def make(self):
        """The primary, alone as yet."""
        self.primary.make()
        return self

    def new_database(self, name, file):
        """As Node.new_database(), with both servers as hosts."""
        self.primary.new_database(name, file)
        both = f"{self.primary.folder},{self.standby.folder}"
        return write_service(file, host=both, dbname=name, user=OWNER, password=PASSWORD)

    def copy_to_standby(self):
        """Fills the standby from the primary for the first time, and has commits wait for it."""
        must(*as_administrator(programs() / "pg_basebackup", "-D", self.standby.data, "-d", self.source(self.primary),
                               "-R", "--checkpoint=fast", "--no-sync"))
        self.follow()

    @staticmethod
    def source(node):
        return f"host={node.folder} user={ADMINISTRATOR} dbname=postgres application_name=standby"

    def follow(self):
        self.standby.start()
        self.primary.set(synchronous_standby_names="standby", synchronous_commit="remote_apply")
        in_step = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'"
        if not wait_until(lambda: self.primary.sql(in_step) == "1"):
            raise AssertionError("the standby does not follow: " + self.standby.log.read_text(errors="replace")[-2000:])

    def promote(self):
        """The standby becomes the primary, with no standby of its own yet."""
        self.primary, self.standby = self.standby, self.primary
        self.primary.set(synchronous_standby_names=None, default_transaction_read_only=None)
        self.primary.sql("SELECT pg_promote(true, 60)")

    def fail_over(self):
        """The primary dies with all that it is doing."""
        self.primary.kill()
        self.promote()

    def switch_over(self):
        """The primary is made read-only and stays up, with all sessions that it has; then the standby is promoted."""
        self.primary.set(default_transaction_read_only="on")
        writers = "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
        assert wait_until(lambda: self.primary.sql(writers) == "0"), "writers go on although the server is read-only"
        end = self.primary.sql("SELECT pg_current_wal_lsn()")
        assert wait_until(lambda: self.standby.sql(f"SELECT pg_last_wal_replay_lsn() >= '{end}'") == "t")
        self.promote()

    def bring_back(self):
        """The former primary returns as the standby, rewound to where the new one left it."""
        if self.standby.process.poll() is None:
            self.standby.stop()
        self.primary.sql("CHECKPOINT")  # pg_rewind looks for the new timeline in the last checkpoint
        must(*as_administrator(programs() / "pg_rewind", "-D", self.standby.data, "-R", "--no-sync",
                               f"--source-server={self.source(self.primary)}"))
        self.follow()

    def remove(self):
        for node in (self.primary, self.standby):
            node.remove()
