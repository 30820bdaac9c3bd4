#!/usr/bin/env python3
"""The storm of kills of crash_storm.py with the handler's data in PostgreSQL. Run by script/prove."""
import itertools

import crash_storm
import harness
import postgres_cluster
from harness import handler, run


class PostgresStorm(crash_storm.CrashStorm):
    what = "server on PostgreSQL killed at random moments"

    def setUp(self):
        super().setUp()
        self.cluster = postgres_cluster.server_of(self)
        self.seasons = itertools.count(1)

    def new_place(self):
        season = next(self.seasons)
        self.service = self.cluster.new_database(f"season_{season}", self.folder / f"service-{season}")
        environment = postgres_cluster.on_postgres(self.service)
        made = run(handler(), "init", "--data", self.folder / "season", env=environment)
        self.assertEqual(made.returncode, 0, made.stderr)
        return self.folder / "season", environment

    def cases_in(self, data):
        return int(postgres_cluster.answers_of(self.service, "SELECT count(*) FROM cases"))


if __name__ == "__main__":
    harness.main()
