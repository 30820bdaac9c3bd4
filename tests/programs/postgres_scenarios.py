#!/usr/bin/env python3
"""The scenario files of one transport with the handler's data in PostgreSQL: each file has a database of its own."""
import os

import harness
import postgres_cluster
from harness import Given, Test, run


class PostgresScenarios(Test):
    def test_each_ends_as_on_sqlite(self):
        server = postgres_cluster.server_of(self)
        runner = os.environ["BANCHENG_SCENARIO_RUNNER"]
        files = sorted((Given.source / "tests/scenarios/files").glob("*.txt"))
        self.assertGreater(len(files), 0)
        for number, file in enumerate(files):
            with self.subTest(file.name):
                service = server.new_database(f"scenario_{number}", self.folder / f"service-{number}")
                played = run(runner, "serve", Given.site, file, env=postgres_cluster.on_postgres(service))
                self.assertEqual(played.returncode, 0, played.stdout + played.stderr)
                version = postgres_cluster.answers_of(service, "SELECT version FROM schema_version")
                self.assertTrue(version, "the runner did not use this database")
        self.assertEqual(server.errors(), [])
        print(f"{len(files)} files, ", end="")


if __name__ == "__main__":
    harness.main()
