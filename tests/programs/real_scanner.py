#!/usr/bin/env python3
"""The real clamd scans what people send: what it knows is refused, what it cannot scan is not taken, the rest is.

Run by script/prove. Needs Debian's clamav-daemon, of whose signatures none are used: the test brings its own, of the
EICAR test string (https://www.eicar.org/download-anti-malware-testfile/)."""
import shutil
import subprocess

import harness
from harness import Server, Test, check_page, confirm, handler, hidden_fields, run, set_clock, ticket
from sent_files import jpeg, jpeg_segment, pdf, send

BEFORE = "2026-09-24T10:00:00+08:00"
AFTER = "2026-09-24T10:01:00+08:00"
# In two pieces, so that no scanner takes this file for the test file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST_STREAM = 1 << 20

TAKEN = "收到1个文件"
INFECTED = "查出了病毒，不能收"
NOT_CHECKED = "现在检查不了，请过几分钟再交"


class RealScanner(Test):
    def setUp(self):
        super().setUp()
        program = shutil.which("clamd", path="/usr/sbin:/usr/bin")
        self.assertTrue(program, "clamd is missing: apt-get install --no-install-recommends clamav-daemon")
        self.socket = self.folder / "clamd.socket"
        signatures = self.folder / "signatures"
        signatures.mkdir()
        (signatures / "eicar.ndb").write_text(f"Test-String:0:*:{EICAR.hex()}\n")
        settings = self.folder / "clamd.conf"
        settings.write_text(f"LocalSocket {self.socket}\nDatabaseDirectory {signatures}\nForeground yes\n"
                            f"StreamMaxLength {LARGEST_STREAM}\n")
        with open(self.folder / "clamd.log", "wb") as log:
            self.clamd = subprocess.Popen([program, f"--config-file={settings}"], stdout=log, stderr=log)
        self.addCleanup(self.stop_scanner)
        listening = harness.wait_until(lambda: self.socket.exists() or self.clamd.poll() is not None)
        self.assertTrue(listening and self.socket.exists(), (self.folder / "clamd.log").read_text(errors="replace"))
        self.begin_case()

    def stop_scanner(self):
        self.clamd.terminate()
        self.clamd.wait(harness.FAR_SECONDS)

    def begin_case(self):
        clock = self.clock(BEFORE)
        self.var = self.data()
        self.server = Server(self.var, clock=clock)
        self.server.command += ["--clamd", self.socket]
        self.server.start()
        self.addCleanup(self.server.kill)
        report = check_page(self.server.port)
        set_clock(clock, AFTER)  # a confirmation within one second is asked again
        self.number = confirm(self.server.port, report).number

    def said_of(self, name, content):
        hidden = hidden_fields(ticket(self.server.port, self.number).body)
        fields = {"number": self.number, "seen": hidden["seen"], "token": hidden["token"], "words": "见附件",
                  "files_consent": "yes"}
        return send(self.server.port, "/handle/demo/ticket/supplement", fields, [(name, content)]).body

    def doctor(self):
        told = run(handler(), "doctor", "--data", self.var, "--published", harness.Given.site / "published", "--clamd",
                   self.socket, "--templates", harness.Given.source / "site_templates")
        return told.stdout + told.stderr

    def test_what_it_knows_is_refused_and_the_rest_is_taken(self):
        self.assertIn(TAKEN, self.said_of("photo.jpg", jpeg()))
        self.assertIn(TAKEN, self.said_of("paper.pdf", pdf(100_000)))
        self.assertIn(INFECTED, self.said_of("photo.jpg", EICAR))
        # What the cleaning would leave out all the same.
        self.assertIn(INFECTED, self.said_of("photo.jpg", jpeg(jpeg_segment(0xFE, EICAR))))

    def test_what_it_does_not_scan_is_not_taken(self):
        self.assertIn(NOT_CHECKED, self.said_of("paper.pdf", pdf(LARGEST_STREAM)))
        self.assertIn(TAKEN, self.said_of("photo.jpg", jpeg()))
        self.assertIn("[ok] The virus scanner answers.", self.doctor())
        self.stop_scanner()
        self.assertIn(NOT_CHECKED, self.said_of("photo.jpg", jpeg()))
        self.assertIn("[red] The virus scanner of the settings does not answer", self.doctor())


if __name__ == "__main__":
    harness.main()
