"""A window whose data are in PostgreSQL: a real server, a data folder, a handler, and the commands of its operator."""
import postgres_cluster
from harness import Desk, Given, Server, Test, check_page, confirm, handler, run, set_clock

PASSWORD = "kestrel-over-rice-fields"
REFUSED, MISCONFIGURED = 2, 78


class PostgresTown(Test):
    """The base of tests; each has a server of its own, which it may stop, break and set."""

    durable = False  # whether the server syncs, as the doctor wants it

    def setUp(self):
        super().setUp()
        self.server = postgres_cluster.Node(self.folder / "server", self.durable)
        self.addCleanup(self.server.remove)
        self.server.make()
        self.service = self.server.new_database("town", self.folder / "service")
        self.environment = postgres_cluster.on_postgres(self.service)
        self.var = self.data()
        self.time = self.clock()
        self.minutes = 0

    def place(self):
        return ("--published", Given.site / "published", "--templates", Given.source / "site_templates", "--test-clock",
                self.time)

    def serve(self, *words, data=None, **more):
        """A server that is to be started; the data are in PostgreSQL unless `env` says other."""
        made = Server(data or self.var, clock=self.time, **{"env": self.environment, **more})
        made.command += words
        return made

    def command(self, *words, data=None, **more):
        """Runs a command of the operator."""
        return run(handler(), *words, "--data", data or self.var, **{"env": self.environment, **more})

    def done(self, *words, **more):
        """The same; it must succeed. Returns what it printed."""
        made = self.command(*words, **more)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        return made.stdout

    def assert_refused(self, code, part, *words, **more):
        refused = self.command(*words, **more)
        self.assertEqual((refused.returncode, refused.stdout), (code, ""), refused.stderr)
        self.assertIn(part, refused.stderr)

    def report(self, port, source="127.0.0.1", **answers):
        """The ticket number of a new report."""
        fields = check_page(port, source=source, **answers)
        self.minutes += 1  # a confirmation within one second is asked again
        set_clock(self.time, f"2026-09-24T10:{self.minutes:02}:00+08:00")
        number = confirm(port, fields, source=source).number
        self.assertIsNotNone(number)
        return number

    def hire(self, login, role="front_desk", **more):
        self.done("user", "add", *self.place(), "--login", login, "--name", login, "--site", "demo", "--role", role,
                  "--password-stdin", stdin=PASSWORD + "\n", **more)

    def desk(self, port, login):
        return Desk(port, login, PASSWORD)

    def sql(self, text):
        """What the database says to its owner, one row a line."""
        return postgres_cluster.answers_of(self.service, text)
