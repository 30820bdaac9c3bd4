#!/usr/bin/env python3
"""What an operator sets: one file for all commands, from any folder, and one address, also below a portal's path."""
import os
import re
import shutil
import time
import urllib.parse

import harness
from harness import Given, Server, Test, handler, generator, run

REFUSED = 2
WRONG_USAGE = 64
MISCONFIGURED = 78
PASSWORD = "kestrel-over-rice-fields"
PORTAL = "https://www.example.gov.cn:8443/window/"
ORIGIN = "https://www.example.gov.cn:8443"


class Settings(Test):
    def conf(self, name="bancheng.conf", **settings):
        """Writes a file with all places of this test, and `settings` (base_url="..." is base-url)."""
        site = settings.pop("site", Given.site)
        all_settings = {"data": self.folder / "var", "published": site / "published",
                        "templates": Given.source / "site_templates", **settings}
        path = self.folder / name
        path.write_text("# of a test\n" + "".join(f"{key.replace('_', '-')} = {value}\n"
                                                   for key, value in all_settings.items()))
        return path

    def elsewhere(self):
        folder = self.folder / "elsewhere"
        folder.mkdir(exist_ok=True)
        return folder

    def clean(self, **more):
        """The environment without what a developer's machine may set."""
        return {**{name: value for name, value in os.environ.items() if not name.startswith("BANCHENG_")}, **more}

    def assert_done(self, *command, **more):
        done = run(*command, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout


class OneFile(Settings):
    def test_every_command_works_from_any_folder_with_the_file_alone(self):
        conf, elsewhere = self.conf(), self.elsewhere()
        self.assert_done(handler(), "init", "--conf", conf, cwd=elsewhere)
        for words in (("tick",), ("clock",), ("clock", "confirm"), ("user", "list"), ("verify",)):
            with self.subTest(words):
                self.assert_done(handler(), *words, "--conf", conf, cwd=elsewhere)
                self.assert_done(handler(), *words, cwd=elsewhere, env=self.clean(BANCHENG_CONF=str(conf)))
        self.assert_done(handler(), "user", "add", "--conf", conf, "--login", "wang", "--site", "demo", "--role",
                         "front_desk", "--password-stdin", stdin=PASSWORD + "\n", cwd=elsewhere)
        self.assertEqual(os.listdir(elsewhere), [])

    def test_the_programs_of_a_web_server_read_it_too(self):
        self.data()
        request = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/handle", "PATH_INFO": "/demo/report",
                   "REMOTE_ADDR": "127.0.0.1", "BANCHENG_CONF": str(self.conf())}
        for program in ((Given.programs / "handler.cgi",), (handler(), "cgi")):
            with self.subTest(program):
                self.assertIn("Status: 200", run(*program, env=request, cwd=self.elsewhere()).stdout)

    def test_the_doctor_looks_at_the_certificate_that_it_names(self):
        self.data()
        conf = self.conf(certificate=self.folder / "window.pem")
        sentence = f"[red] The certificate {self.folder}/window.pem cannot be read."
        self.assertIn(sentence, run(handler(), "doctor", "--conf", conf, "--lang", "en").stdout)
        done = run(handler(), "doctor", "--conf", conf, "--certificate", self.folder / "other.pem", "--lang", "en")
        self.assertIn("other.pem cannot be read", done.stdout)
        self.assertNotIn("window.pem", done.stdout)

    def test_nothing_is_looked_for_where_one_stands(self):
        self.data()
        (self.folder / "empty.conf").write_text("")
        here = self.clean(BANCHENG_CONF=str(self.folder / "empty.conf"))
        shutil.copytree(Given.source / "content", self.folder / "content")
        done = run(generator(), "check", cwd=self.folder, env=here)
        self.assertEqual(done.returncode, REFUSED, done.stdout)
        self.assertIn("/srv/bancheng/content", done.stderr)
        self.assertIn("/var/lib/bancheng", run(handler(), "verify", "--help", cwd=self.folder, env=here).stdout)

    def test_the_generator_reads_it(self):
        content = self.copy_of_content()
        conf = self.conf(content=content, public=self.folder / "pages", published=self.folder / "rules",
                         no_large="yes", no_search="yes")
        self.assert_done(generator(), "build", "--conf", conf, cwd=self.elsewhere())
        self.assertTrue((self.folder / "pages" / "demo" / "index.html").exists())
        self.assertTrue((self.folder / "rules" / "demo" / "current").exists())
        self.assertFalse((self.folder / "pages" / "demo" / "large").exists())
        self.assertIn("no mistakes", self.assert_done(generator(), "check", "--conf", conf, cwd=self.elsewhere()))

    def test_command_line_before_variable_before_file(self):
        for name in ("one", "two", "three"):
            self.data(name)
        words = ("user", "add", "--login", "wang", "--password-stdin")
        conf = self.conf(data=self.folder / "one")
        two = self.clean(BANCHENG_DATA=str(self.folder / "two"), BANCHENG_CONF=str(conf))
        self.assert_done(handler(), *words, env=two, stdin=PASSWORD + "\n")
        self.assert_done(handler(), *words, "--data", self.folder / "three", env=two, stdin=PASSWORD + "\n")
        listed = {name: self.assert_done(handler(), "user", "list", "--data", self.folder / name)
                  for name in ("one", "two", "three")}
        self.assertEqual([bool(listed[name]) for name in ("one", "two", "three")], [False, True, True])

    def test_mistakes_are_shown_all_at_once_with_their_lines(self):
        conf = self.folder / "bancheng.conf"
        conf.write_text("# places\ndatta = /var/lib/bancheng\npublished = rules\nlisten = nowhere\n"
                        "trust-proxy = proxy.example\n")
        done = run(handler(), "serve", "--conf", conf)
        self.assertEqual((done.returncode, done.stdout), (MISCONFIGURED, ""))
        for sentence in (f"{conf}:2:1: error[conf.unknown-key]: there is no setting 'datta'", "did you mean 'data'?",
                         f"{conf}:3:13: error[conf.value]: a place is written from the root", "    3 | published = rules",
                         f"{conf}:4:10: error[conf.value]: cannot listen on", f"{conf}:5:15: error", "4 errors"):
            self.assertIn(sentence, done.stderr)
        self.assertEqual(run(generator(), "check", "--conf", conf).returncode, MISCONFIGURED)
        self.assertEqual(run(handler(), "serve", "--conf", conf, "--help").returncode, 0)

    def test_a_visitor_of_a_program_with_mistakes_gets_a_page(self):
        self.data()
        conf = self.conf()
        conf.write_text(conf.read_text() + "role = everything\n")
        request = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/handle", "PATH_INFO": "/demo/report",
                   "REMOTE_ADDR": "127.0.0.1", "BANCHENG_CONF": str(conf)}
        for program in ((Given.programs / "handler.cgi",), (handler(), "cgi")):
            with self.subTest(program):
                done = run(*program, env=request)
                self.assertEqual(done.returncode, MISCONFIGURED)
                self.assertIn("Status: 503", done.stdout)
                self.assertIn("暂时不能办理", done.stdout)
                self.assertIn("the role is 'everything'", done.stderr)

    def test_a_file_that_is_named_must_be_there(self):
        for words, env in ((("--conf", self.folder / "none.conf"), self.clean()),
                           ((), self.clean(BANCHENG_CONF=str(self.folder / "none.conf")))):
            done = run(handler(), "verify", *words, env=env)
            self.assertEqual(done.returncode, MISCONFIGURED)
            self.assertIn(f"{self.folder}/none.conf: error[conf.unreadable]", done.stderr)


class Values(Settings):
    def test_a_process_for_one_request_refuses_what_serve_refuses(self):
        wrong = (({"BANCHENG_ROLE": "PORTAL"}, MISCONFIGURED, "the role is 'PORTAL': it must be portal, desk or both"),
                 ({"BANCHENG_PREFIX": "handle"}, MISCONFIGURED,
                  "the prefix is 'handle': it must begin with '/' and not end with it"),
                 ({"BANCHENG_BASE_URL": "javascript:x"}, MISCONFIGURED, "'javascript:x' is no base URL"),
                 ({"BANCHENG_PUBLISHED": str(self.folder / "none")}, REFUSED, "nothing is published yet in"))
        right = {"BANCHENG_PUBLISHED": str(Given.site / "published"), "BANCHENG_DATA": str(self.data()),
                 "BANCHENG_TEMPLATES": str(Given.source / "site_templates"), "REQUEST_METHOD": "GET",
                 "SCRIPT_NAME": "/handle", "PATH_INFO": "/demo/report", "REMOTE_ADDR": "127.0.0.1"}
        program = Given.programs / "handler.cgi"
        self.assertIn("Status: 200", run(program, env=right).stdout)
        for changed, code, sentence in wrong:
            with self.subTest(sentence):
                done = run(program, env={**right, **changed})
                self.assertEqual(done.returncode, code)
                self.assertIn("Status: 503", done.stdout)
                self.assertIn(sentence, done.stderr)

    def test_options_that_cannot_work_are_refused_with_a_sentence(self):
        data, site = self.data(), Given.site / "published"
        serve = ("serve", "--data", data, "--published", site, "--listen", "127.0.0.1:0")
        build = ("build", "--content", Given.source / "content", "--templates", Given.source / "site_templates",
                 "--published", self.folder / "rules", "--out", self.folder / "pages")
        for program, words, sentence in (
            (handler(), (*serve, "--trust-proxy", "foo"), "'foo' is no address of a proxy"),
            (handler(), (*serve, "--prefix", "handle"), "the prefix is 'handle'"),
            (handler(), (*serve, "--prefix", "/handle/"), "the prefix is '/handle/'"),
            (handler(), (*serve, "--base-url", "https://a.example/?x=1"), "is no base URL"),
            (handler(), (*serve, "--data", ""), "it is empty"),
            (handler(), (*serve, "--public", ""), "it is empty"),
            (generator(), (*build, "--base-url", "foo"), "'foo' is no base URL"),
            (generator(), (*build, "--base-url", "javascript:x"), "'javascript:x' is no base URL"),
            (generator(), (*build, "--base-url", ""), "'' is no base URL"),
            (generator(), (*build, "--base-url", "https://user@a.example/"), "is no base URL"),
            (generator(), (*build, "--out", ""), "it is empty"),
            (generator(), (*build, "--jobs", "-1"), "not in range")):
            with self.subTest(words):
                done = run(program, *words)
                self.assertEqual(done.returncode, WRONG_USAGE, done.stderr)
                self.assertIn(sentence, done.stdout + done.stderr)
        self.assertFalse((self.folder / "pages").exists())

    def test_help_shows_what_an_option_is_when_it_is_not_given_and_what_must_be(self):
        (self.folder / "empty.conf").write_text("")
        env = self.clean(BANCHENG_CONF=str(self.folder / "empty.conf"))
        shown = run(handler(), "serve", "--help", env=env).stdout
        for option, default in (("data", "/var/lib/bancheng"), ("published", "/srv/bancheng/published"),
                                ("base-url", "/"), ("role", "both"), ("listen", "127.0.0.1:8080"),
                                ("conf", "/etc/bancheng/bancheng.conf")):
            self.assertRegex(shown, rf"--{option} [^=\n]*={re.escape(default)}\s")
        for command, required, absent in (("add", ("login",), ("undo",)), ("grant", ("login", "site", "role"), ("name",)),
                                          ("list", (), ("login", "undo"))):
            shown = run(handler(), "user", command, "--help", env=env).stdout
            for option in required:
                self.assertRegex(shown, rf"--{option} [^\n]*REQUIRED")
            for option in absent:
                self.assertNotIn(f"--{option}", shown)


class BelowAPath(Settings):
    """The same county below https://www.example.gov.cn:8443/window/, from one setting."""

    def setUp(self):
        super().setUp()
        self.site = self.folder / "site"
        self.settings = self.conf(site=self.site, base_url=PORTAL, public=self.site / "public",
                                  content=Given.source / "content", listen="127.0.0.1:0")
        self.assert_done(generator(), "build", "--quiet", "--no-search", "--conf", self.settings)
        self.assert_done(handler(), "init", "--conf", self.settings)

    def server(self):
        server = Server(self.folder / "var", site=self.site)
        server.command = [handler(), "serve", "--conf", self.settings]
        return server

    def start(self, server):
        """As Server.start(), whose line has no path."""
        with open(server.log, "ab") as log:
            server.process = harness.subprocess.Popen([str(part) for part in server.command],
                                                      stdout=harness.subprocess.PIPE, stderr=log)
        line = server.process.stdout.readline().decode()
        self.assertRegex(line, r"^serving http://localhost:\d+/window/\n$", server.log.read_text())
        server.port = int(re.search(r":(\d+)/", line).group(1))
        self.addCleanup(server.stop)
        return server

    def links_of(self, page, path):
        """All addresses of a page, as a browser resolves them."""
        found = re.findall(r'(?:href|src|action)="([^"#]+)', page.body)
        whole = {urllib.parse.urljoin("http://here" + path, link.replace("&amp;", "&")) for link in found}
        return {link.removeprefix("http://here") for link in whole if link.startswith("http://here/")}

    def assert_links_work(self, server, path):
        page = harness.ask(server.port, path)
        self.assertEqual(page.status, 200, path)
        links = self.links_of(page, path)
        self.assertTrue(any(".css" in link for link in links), path)
        for link in sorted(links):
            if "search" in link:
                continue
            self.assertTrue(link.startswith("/window/"), f"{path} leads to {link}")
            # 405: an address that only takes POST.
            self.assertIn(harness.ask(server.port, link).status, (200, 303, 405), f"{path} leads to {link}")

    def test_pages_forms_and_answered_pages_lead_to_each_other(self):
        server = self.start(self.server())
        for path in ("/window/demo/", "/window/demo/report/", "/window/demo/errors/503.html", "/window/handle/demo/report",
                     "/window/handle/demo/large/report", "/window/handle/desk/demo/sign-in"):
            with self.subTest(path):
                self.assert_links_work(server, path)
        self.assertEqual(harness.ask(server.port, "/window").headers["Location"], "/window/")
        self.assertEqual(harness.ask(server.port, "/demo/").status, 404)
        self.assertEqual(harness.ask(server.port, "/handle/demo/report").status, 404)

    def test_a_report_is_taken(self):
        server = self.start(self.server())
        path = "/window/handle/demo/report"
        check = harness.ask(server.port, path, {**harness.ANSWERS, "step": "fill"})
        # A person who confirms too quickly is asked to look once more.
        answer = harness.ask(server.port, path, harness.confirming(check))
        until = time.monotonic() + harness.FAR_SECONDS
        while answer.number is None and time.monotonic() < until:
            time.sleep(1.2)
            answer = harness.ask(server.port, path, harness.confirming(answer))
        self.assertIsNotNone(answer.number, str(answer))

    def sign_in(self, server, origin):
        connection = harness.http.client.HTTPConnection("127.0.0.1", server.port, timeout=harness.FAR_SECONDS)
        # The port is lost on the way, as with Debian's fastcgi_params or nginx's $host.
        connection.request("POST", "/window/handle/desk/demo/sign-in",
                           urllib.parse.urlencode({"login": "wang", "password": PASSWORD}),
                           {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin,
                            "Host": "www.example.gov.cn"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def test_staff_forms_are_compared_with_the_declared_origin_and_the_log_says_so(self):
        self.assert_done(handler(), "user", "add", "--conf", self.settings, "--login", "wang", "--site", "demo", "--role",
                         "front_desk", "--password-stdin", stdin=PASSWORD + "\n")
        server = self.start(self.server())
        signed_in = self.sign_in(server, ORIGIN)
        self.assertEqual(signed_in.status, 303)
        self.assertIn("__Host-", signed_in.headers["Set-Cookie"])
        self.assertEqual(self.sign_in(server, "https://www.example.gov.cn").status, 403)
        self.assertRegex(server.log.read_text(), r'"refused":"origin"')
        self.assertIn('"sent":"https://www.example.gov.cn"', server.log.read_text())
        self.assertIn(f'"expected":"{ORIGIN}"', server.log.read_text())

    def test_a_web_server_that_starts_the_program_needs_no_more(self):
        request = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/window/handle", "PATH_INFO": "/demo/report",
                   "REMOTE_ADDR": "127.0.0.1", "BANCHENG_CONF": str(self.settings)}
        for program in ((Given.programs / "handler.cgi",), (handler(), "cgi")):
            answer = run(*program, env=request).stdout
            self.assertIn("Status: 200", answer)
            links = re.findall(r'(?:href|src|action)="(/[^"#]*)', answer)
            self.assertTrue(links)
            self.assertEqual([link for link in links if not link.startswith("/window/")], [])

    def test_another_address_than_that_of_the_pages_is_refused(self):
        for base_url, sentence in (
            ("/", "the site 'demo' sends its forms to /window/handle, but this handler answers below /handle"),
            ("https://other.example/window/", f"the site 'demo' was built for {ORIGIN}, but this handler is at "
                                              "https://other.example")):
            with self.subTest(base_url):
                done = run(handler(), "serve", "--conf", self.settings, "--base-url", base_url)
                self.assertEqual((done.returncode, done.stdout), (MISCONFIGURED, ""))
                self.assertIn(sentence, done.stderr)
        request = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "/handle", "PATH_INFO": "/demo/report",
                   "REMOTE_ADDR": "127.0.0.1", "BANCHENG_CONF": str(self.settings), "BANCHENG_BASE_URL": "/"}
        done = run(Given.programs / "handler.cgi", env=request)
        self.assertIn("Status: 503", done.stdout)
        self.assertIn("answers below /handle", done.stderr)
        # The timer sends no page, so no address stops it.
        self.assert_done(handler(), "tick", "--conf", self.settings, "--base-url", "/")


if __name__ == "__main__":
    harness.main()
