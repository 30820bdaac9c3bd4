"""Two handlers on one database, as on two machines: each has its own data folder, and both have the same keys."""
import shutil

import postgres_cluster
from harness import Given, Server, handler, run

STAFF_PASSWORD = "kestrel-over-rice-fields"


class HandlerPair:
    """`service` names the database. Everything is in the folder of `test`, and ends with it."""

    def __init__(self, test, service, clock):
        self.service, self.clock = service, clock
        self.environment = postgres_cluster.on_postgres(service)
        first, second = test.folder / "var", test.folder / "var-of-the-second"
        made = run(handler(), "init", "--data", first, env=self.environment)
        assert made.returncode == 0, made.stderr
        shutil.copytree(first, second)
        self.folders = (first, second)
        self.servers = [self.server(folder) for folder in self.folders]
        test.addCleanup(self.end)

    def server(self, folder):
        return Server(folder, clock=self.clock, env=self.environment)

    def start(self):
        for server in self.servers:
            server.start()
        return self

    def restart(self, which):
        """Starts one again that was killed."""
        self.servers[which] = self.server(self.folders[which]).start()

    @property
    def ports(self):
        return [server.port for server in self.servers]

    def end(self):
        for server in self.servers:
            if server.process is not None and server.process.poll() is None:
                server.kill()

    def sql(self, text):
        """What the database says to a statement, one row a line."""
        return postgres_cluster.answers_of(self.service, text, PGTARGETSESSIONATTRS="read-write")

    def command(self, which, *words, **more):
        """A command of the operator on one of the two machines."""
        return run(handler(), *words, "--data", self.folders[which], "--published", Given.site / "published",
                   "--templates", Given.source / "site_templates", "--test-clock", self.clock, env=self.environment,
                   **more)

    def add_user(self, which, login, role="front_desk"):
        return self.command(which, "user", "add", "--login", login, "--name", login, "--site", "demo", "--role", role,
                            "--password-stdin", stdin=STAFF_PASSWORD + "\n")

    def verify(self):
        """What `handler verify` has to complain of; "" if nothing."""
        verified = self.command(0, "verify")
        return "" if verified.returncode == 0 else verified.stdout + verified.stderr
