#!/usr/bin/env python3
"""From an edit to the public page where what answers the network can write neither content nor pages: portal and desk as
two processes, and CGI alone with passes of the publisher after it."""
import html.parser
import http.client
import io
import os
import shutil
import urllib.parse

import harness
from harness import Answer, Given, Server, Test, ask, generator, handler, run, set_clock

DONE = 0
NOBODY = 65534
TODAY, TOMORROW = "2026-11-26", "2026-11-27"
MORNING, NEXT_MORNING = TODAY + "T10:00:00+08:00", TOMORROW + "T10:00:00+08:00"
PASSWORD = "kestrel-over-rice-fields"
DESK = "/handle/desk/demo"
NOTICE = "供电检修，窗口改用纸质登记。"
MEMBER = "韩知秋"  # from tomorrow on

# Prints the files below its arguments that it could open for writing, and those that it could make in each folder.
TRIES_TO_WRITE = """
find "$@" | while read -r path; do
  if [ -d "$path" ]; then path="$path/written-by-a-test"; fi
  if { command : >> "$path"; } 2>/dev/null; then echo "$path"; fi
done
"""


class Forms(html.parser.HTMLParser):
    """The forms of a page: their address, and what they send if nothing is typed."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        field = dict(attrs)
        name = field.get("name")
        if tag == "form":
            self.forms.append((field["action"], {}))
        if not self.forms:
            return
        kept = self.forms[-1][1]
        is_box = field.get("type") in ("checkbox", "radio")
        if tag == "input" and name and (not is_box or "checked" in field):
            kept[name] = field.get("value", "")
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and (self.select not in kept or "selected" in field):
            kept[self.select] = field.get("value", "")
        if tag == "textarea" and name:
            self.area, kept[name] = name, ""

    def handle_endtag(self, tag):
        self.select = None if tag == "select" else self.select
        self.area = None if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self.forms[-1][1][self.area] += data.removeprefix("\n")


class Editor:
    """A signed-in editor. `asks` takes (path, fields, cookie) and returns an Answer."""

    def __init__(self, asks, login):
        self.asks, self.cookie = asks, ""
        signed_in = asks(DESK + "/sign-in", {"login": login, "password": PASSWORD}, "")
        assert signed_in.status == 303, str(signed_in)
        self.cookie = signed_in.headers.get_all("Set-Cookie")[-1].split(";")[0]

    def see(self, path):
        page = self.asks(path, None, self.cookie)
        assert page.status == 200, f"{path}: {page}"
        return page

    def send(self, path, act, typed, about=()):
        """Fills the form of the page whose address ends with `act`, and sends what `about` says; returns the next page."""
        for action, kept in Forms(self.see(path).body).forms:
            if action.endswith(act) and kept.items() >= dict(about).items():
                answer = self.asks(action, {**kept, **typed}, self.cookie)
                assert answer.status == 303, f"{action}: {answer}"
                return self.see(answer.headers["Location"].split("#")[0])
        raise AssertionError(f"no form {act} on {path}")


class Publishing(Test):
    """The site demo, built for today; its content and pages belong to the publisher alone."""

    def setUp(self):
        super().setUp()
        before = os.umask(0o022)
        self.addCleanup(os.umask, before)
        self.content, self.site, self.var = (self.folder / name for name in ("content", "site", "var"))
        for part in ("calendar", "sites/demo"):
            shutil.copytree(Given.source / "content" / part, self.content / part)
        # At places that another user can read.
        self.templates, self.programs = self.folder / "templates", self.folder / "bin"
        shutil.copytree(Given.source / "site_templates", self.templates)
        self.programs.mkdir()
        for program in (handler(), generator(), Given.programs / "handler.cgi"):
            shutil.copy(program, self.programs)
        self.time = self.clock(MORNING)
        self.done(self.programs / "generator", "build", "--quiet", "--today", TODAY, *self.places())
        self.data()
        for login in ("li", "wang"):
            self.done(self.programs / "handler", "user", "add", "--data", self.var, "--published", self.site / "published",
                      "--login", login, "--name", login, "--site", "demo", "--role", "editor", "--password-stdin",
                      stdin=PASSWORD + "\n")
        self.publish()  # the builds of the day
        self.give_away()
        self.addCleanup(self.may_write, True)

    def places(self):
        return ("--content", self.content, "--templates", self.templates, "--public", self.site / "public", "--published",
                self.site / "published")

    def done(self, *command, stdin=""):
        made = run(*command, stdin=stdin)
        self.assertEqual(made.returncode, DONE, made.stderr)
        return made

    # -- two users: the one of the publisher, and the one of what answers the network

    def give_away(self):
        """The data folder belongs to the web's user. A developer who is not root has one user alone."""
        for place in [self.var, *self.var.rglob("*")] if os.geteuid() == 0 else ():
            os.chown(place, NOBODY, NOBODY)

    def may_write(self, may):
        """File modes stand for a user of its own where the test has only one."""
        if os.geteuid() == 0:
            return
        for top in (self.content, self.site):
            for place in [top, *top.rglob("*")]:
                mode = place.stat().st_mode & 0o777
                place.chmod(mode | 0o200 if may else mode & ~0o222)

    def of_web(self):
        """How a process of the web's user is started."""
        return {"cwd": "/", **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {})}

    def publish(self):
        self.may_write(True)
        made = self.done(self.programs / "handler", "publish", *self.places(), "--data", self.var, "--test-clock",
                         self.time)
        self.may_write(False)
        return made.stdout

    def written_by_web(self, *folders):
        tried = run("sh", "-c", TRIES_TO_WRITE, "sh", *folders, **self.of_web())
        self.assertEqual((tried.returncode, tried.stderr), (0, ""))
        return tried.stdout.split()

    def assert_web_cannot_write(self):
        self.assertEqual(self.written_by_web(self.content, self.site), [])
        own = self.folder / "own"
        own.mkdir()
        own.chmod(0o777)
        self.assertEqual(self.written_by_web(own), [str(own / "written-by-a-test")])
        shutil.rmtree(own)

    # -- the way

    def standing(self):
        return {path: path.read_bytes() for top in (self.content, self.site) for path in top.rglob("*") if path.is_file()}

    def assert_whole_way(self, asks, reads):
        """`reads` takes a public address and returns the page."""
        self.assert_web_cannot_write()
        before = self.standing()
        author, second = Editor(asks, "li"), Editor(asks, "wang")
        self.edit(author)
        preview = author.see(DESK + "/publishing/preview")
        self.assertRegex(preview.body, r"/publishing/preview/1\"")
        waiting = author.send(DESK + "/publishing/draft", "/draft/publish",
                              {"reason": "成员调整", "secrecy": "yes", "present": PASSWORD})
        self.assertIn("等待复核", waiting.body)
        self.assertEqual(self.publish(), "")
        agreed = second.send(DESK + "/publishing/history/1", "/agree", {"secrecy": "yes", "present": PASSWORD})
        self.assertIn("等待发布", agreed.body)
        self.assertEqual(self.standing(), before)
        self.assertIn("方向明", reads("/demo/leaders/"))
        self.publish()
        self.assertIn("已发布", author.see(DESK + "/publishing/history/1").body)
        self.assert_published(reads)
        self.assert_web_cannot_write()

    def edit(self, author):
        kept = author.send(DESK + "/publishing/bodies/working_group", "/working_group/replace",
                           {"name": "路明远", "post": "示范县人民政府副县长"}, about={"index": "0"})
        self.assertIn("已存入草稿", kept.body)
        author.send(DESK + "/publishing/bodies/working_group", "/working_group/add",
                    {"role": "成员", "name": MEMBER, "post": "县医疗保障局副局长", "from": TOMORROW})
        listed = author.send(DESK + "/publishing/notices", "/publishing/notices", {"text": NOTICE, "from": TOMORROW})
        self.assertIn("还没有开始", listed.body)

    def assert_published(self, reads):
        leaders = reads("/demo/leaders/")
        self.assertIn("路明远", leaders)
        self.assertNotIn("方向明", leaders)
        pages = [path for path in (self.site / "public").rglob("*") if path.is_file()]
        for words in (NOTICE, MEMBER):  # pages, search index and feed
            self.assertEqual([path for path in pages if words.encode() in path.read_bytes()], [])
        set_clock(self.time, NEXT_MORNING)
        self.assertIn(f"built for {TOMORROW}", self.publish())
        self.assertIn(NOTICE, reads("/demo/"))
        self.assertIn(MEMBER, reads("/demo/leaders/"))


class Roles(Publishing):
    def server(self, role):
        server = Server(self.var, site=self.site, clock=self.time, templates=self.templates, **self.of_web())
        server.command[0] = self.programs / "handler"
        server.command += ["--content", self.content, "--role", role]
        server.log = self.folder / (role + ".log")
        return server

    def test_portal_and_desk_apart(self):
        with self.server("portal") as portal, self.server("desk") as desk:
            self.assertEqual(ask(portal.port, DESK + "/publishing").status, 404)
            self.assertEqual(ask(desk.port, "/handle/demo/report").status, 404)
            self.assert_whole_way(lambda path, fields, cookie: ask(desk.port, path, fields, cookie=cookie),
                                  lambda path: ask(portal.port, path).body)


class Cgi(Publishing):
    @staticmethod
    def settings():
        """What a request inherits: where the data are, if they are in no file (postgres_desk.py)."""
        return {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("BANCHENG_DATABASE")}

    def asks(self, path, fields, cookie):
        """As a web server starts the program for one request."""
        path, _, query = path.partition("?")
        request = {**self.settings(), "BANCHENG_DATA": self.var, "BANCHENG_PUBLISHED": self.site / "published",
                   "BANCHENG_PUBLIC": self.site / "public", "BANCHENG_TEMPLATES": self.templates,
                   "BANCHENG_CONTENT": self.content, "BANCHENG_TEST_CLOCK": self.time, "REQUEST_METHOD": "GET",
                   "SCRIPT_NAME": "/handle", "PATH_INFO": urllib.parse.unquote(path.removeprefix("/handle")),
                   "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": cookie,
                   "HTTP_HOST": "localhost", "HTTP_SEC_FETCH_SITE": "same-origin"}
        body = "" if fields is None else urllib.parse.urlencode(fields)
        if fields is not None:
            request.update({"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded",
                            "CONTENT_LENGTH": len(body)})
        done = run(self.programs / "handler.cgi", stdin=body, env={name: str(value) for name, value in request.items()},
                   **self.of_web())
        self.assertEqual(done.returncode, DONE, done.stderr)
        head, _, page = done.stdout.partition("\n\n")
        headers = http.client.parse_headers(io.BytesIO((head + "\n\n").encode()))
        return Answer(int(headers["Status"].split()[0]), headers, page)

    def reads(self, path):
        """As the web server reads a page: with the rights of its user."""
        page = run("cat", self.site / "public" / path.strip("/") / "index.html", **self.of_web())
        self.assertEqual(page.stderr, "")
        return page.stdout

    def test_alone_with_passes_of_the_publisher(self):
        self.assert_whole_way(self.asks, self.reads)


if __name__ == "__main__":
    harness.main()
