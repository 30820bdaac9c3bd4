#!/usr/bin/env python3
"""What an operator asks the programs about their machine: doctor, health, and output that does not arrive."""
import json
import os
import subprocess

import harness
from harness import Given, Server, Test, handler, run

WRONG_USAGE = 64


class Checks(Test):
    def test_a_wrong_command_line_under_cgi_ends_with_a_page(self):
        place = ("--published", Given.site / "published", "--data", self.data(), "--templates",
                 Given.source / "site_templates")
        for more, code in ((("--role", "junk"), WRONG_USAGE), (("--no-such-option",), WRONG_USAGE)):
            with self.subTest(more):
                done = run(handler(), "cgi", *place, *more, env={"REQUEST_METHOD": "GET", "PATH_INFO": "/demo/report",
                                                                 "SCRIPT_NAME": "/handle", "REMOTE_ADDR": "127.0.0.1"})
                self.assertEqual(done.returncode, code)
                self.assertTrue(done.stdout.startswith("Status: 503"), done.stdout[:200])

    def test_output_that_does_not_arrive_is_a_refusal(self):
        data = self.data()
        for command in ((handler(), "--help"), (handler(), "doctor", "--data", data),
                        (handler(), "clock", "--data", data), (harness.generator(), "reference"),
                        (harness.generator(), "--help")):
            with self.subTest(command[1]), open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([str(word) for word in command], stdout=full, stderr=subprocess.PIPE, text=True,
                                      check=False)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn("the output could not be written", done.stderr)

    def test_a_doctor_says_what_is_red_and_what_to_do(self):
        data = self.data()
        place = ("--data", data, "--published", Given.site / "published", "--templates", Given.source / "site_templates")
        before = sorted(os.listdir(data))
        done = run(handler(), "doctor", *place, "--lang", "en")
        self.assertEqual(done.returncode, 1)
        self.assertIn("[red] There was no backup yet.", done.stdout)
        self.assertEqual(sorted(os.listdir(data)), before)
        self.assertIn("还没有做过备份", run(handler(), "doctor", *place, env={"LANG": "zh_CN.UTF-8"}).stdout)

    def test_health_tells_this_machine_why(self):
        with Server(self.data()) as server:
            told = json.loads(harness.ask(server.port, "/handle/healthz").body)
            self.assertEqual((told["ready"], told["live"], told["left_out"]), ("ok", True, []))
            self.assertIsNotNone(told["version"])
            self.assertEqual(harness.ask(server.port, "/handle/livez").status, 200)


if __name__ == "__main__":
    harness.main()
