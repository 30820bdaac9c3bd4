#!/usr/bin/env python3
"""Handlers that reach PostgreSQL by TCP and TLS, with a service file as docs/scaling.md has it: sslmode=verify-full and an
authority of its own. A server that cannot prove its name is not used."""
import os
import shutil
import socket
import unittest.mock

import documents
import harness
import postgres_cluster
from harness import Given, ask, ticket
from postgres_cluster import OWNER, PASSWORD, must, on_postgres, write_service
from postgres_town import PostgresTown

HOST = "localhost"  # the name in the certificate; the same server as 127.0.0.1 has not proved its name
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
ADMISSIONS = f"""
hostssl all {OWNER} 127.0.0.1/32 scram-sha-256
hostssl all {OWNER} ::1/128 scram-sha-256
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def authority(folder):
    """A certificate authority in a new folder: ca.pem and ca.key."""
    folder.mkdir()
    must("openssl", "req", "-x509", *KEY, "-keyout", folder / "ca.key", "-out", folder / "ca.pem", "-days", "30", "-subj",
         f"/CN={folder.name}")
    return folder


def sign(folder, host):
    """Makes server.key and server.pem for a host there."""
    must("openssl", "req", *KEY, "-keyout", folder / "server.key", "-out", folder / "server.csr", "-subj", f"/CN={host}")
    (folder / "names").write_text(f"subjectAltName=DNS:{host}\n")
    must("openssl", "x509", "-req", "-in", folder / "server.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
         "-CAcreateserial", "-days", "30", "-extfile", folder / "names", "-out", folder / "server.pem")


class Tls(PostgresTown):
    def setUp(self):
        # The server, and all that the test asks it by its socket, take this port.
        port = unittest.mock.patch.dict(os.environ, PGPORT=str(free_port()))
        port.start()
        self.addCleanup(port.stop)
        super().setUp()
        self.authority = authority(self.folder / "authority")
        sign(self.authority, HOST)
        for name in ("server.pem", "server.key"):
            shutil.copy(self.authority / name, self.server.data / name)
            (self.server.data / name).chmod(0o600)
            owner = self.server.data.stat()
            os.chown(self.server.data / name, owner.st_uid, owner.st_gid)
        with open(self.server.data / "pg_hba.conf", "a", encoding="utf-8") as hba:
            hba.write(ADMISSIONS)
        self.server.set(ssl="on", ssl_cert_file="server.pem", ssl_key_file="server.key", listen_addresses="127.0.0.1")
        self.server.stop()
        self.server.start()
        self.remote = {"host": HOST, "port": os.environ["PGPORT"], "dbname": "town", "user": OWNER, "password": PASSWORD,
                       "sslmode": "verify-full", "sslrootcert": self.authority / "ca.pem"}

    def by_tcp(self, **changes):
        """The environment of a program with such a service file, changed in this."""
        return {"env": on_postgres(write_service(self.folder / "remote", **{**self.remote, **changes}))}

    def test_the_service_file_of_the_manual_has_these_names(self):
        blocks = documents.read(Given.source / "docs/scaling.md")[1]
        [text] = [block.text for block in blocks if "sslrootcert" in block.text]
        self.assertEqual([line.partition("=")[0] for line in text.split() if "=" in line], list(self.remote))

    def test_all_sessions_of_serving_and_of_commands_are_encrypted(self):
        where = self.by_tcp()
        self.hire("wang", **where)
        with self.serve(**where) as server:
            number = self.report(server.port)
            self.assertEqual(ticket(server.port, number).status, 200)
            self.assertEqual(ask(server.port, "/handle/healthz").status, 200)
            sessions = self.server.sql(
                "SELECT ssl, version, count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                "WHERE application_name = 'bancheng' GROUP BY ssl, version")
            self.assertRegex(sessions, r"^t\|TLSv1\.[23]\|[1-9]\d*$")
            self.desk(server.port, "wang")
        self.assertIn("1 cases", self.done("verify", *self.place(), **where).replace("of ", ""))
        self.assertEqual(self.server.errors(), [])

    def test_a_server_that_cannot_prove_its_name_is_not_used(self):
        other = authority(self.folder / "other")
        self.done("user", "list")
        for changes, said in (({"sslrootcert": other / "ca.pem"}, "certificate verify failed"),
                              ({"sslrootcert": self.folder / "none.pem"}, "root certificate file"),
                              ({"host": "127.0.0.1"}, "does not match host name"),
                              ({"sslmode": "disable", "sslrootcert": ""}, "no encryption")):
            with self.subTest(changes):
                where = self.by_tcp(**changes)
                self.assert_refused(2, said, "user", "list", **where)
                self.assertIn(said, self.command("doctor", *self.place(), "--lang", "zh", **where).stdout)
        self.done("user", "list", **self.by_tcp())

    def test_a_server_that_ends_its_encryption_gets_no_report(self):
        where = self.by_tcp()
        with self.serve(**where) as server:
            self.report(server.port)
            self.server.set(ssl="off")
            self.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bancheng'")
            self.assertTrue(harness.wait_until(lambda: ask(server.port, "/handle/healthz").status == 503))
            self.server.set(ssl="on")
            self.assertTrue(harness.wait_until(lambda: ask(server.port, "/handle/healthz").status == 200))


if __name__ == "__main__":
    harness.main()
