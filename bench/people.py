"""Citizens and staff for the measurements: reports up to the check page, complete cases, and requests as bytes for the
client."""
import html
import http.client
import re
import time
import urllib.parse

import place

WORDS = "交了材料以后一直没有回音，跑了四次，每次都说还要再等等，也没有说清楚缺什么。" * 4

LONGEST_IDLE = 3  # seconds; the handler closes a connection that has been idle for five


class Person:
    """One connection to the handler, with its cookie: from `address` through a proxy, or directly from this machine if
    that is empty, because staff may sign in without TLS only from here."""

    def __init__(self, port, address="203.0.113.1"):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.origin = f"http://127.0.0.1:{port}"
        self.address, self.cookie = address, ""
        self.answered = time.monotonic()

    def ask(self, method, path, fields=None):
        """Returns status and page of one request, without following redirects."""
        headers = {"Origin": self.origin}
        if self.address:
            headers["X-Forwarded-For"] = self.address
        if self.cookie:
            headers["Cookie"] = self.cookie
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields, doseq=True)
        if time.monotonic() - self.answered > LONGEST_IDLE:
            self.connection.close()  # the next request opens it again
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        page = answer.read().decode()
        self.answered = time.monotonic()
        return answer.status, page

    def must(self, status, method, path, fields=None):
        got, page = self.ask(method, path, fields)
        if got != status:
            raise SystemExit(f"{method} {path} answered {got} instead of {status}:\n{page[:3000]}")
        return page

    def first_case(self, site):
        """The id of the first case in this user's worklist."""
        return re.search(r"/cases/(\d+)", self.must(200, "GET", f"/handle/desk/{site}/")).group(1)

    def act(self, site, case, action, fields):
        """Takes an action on a case through the form of its page."""
        address = f"/handle/desk/{site}/cases/{case}"
        form = re.search(rf'id="action-{action}".*?</form>', self.must(200, "GET", address), re.S)
        if form is None:
            raise SystemExit(f"the case's page offers no '{action}'")
        self.must(303, "POST", f"{address}/actions/{action}", [*hidden_fields(form.group(0)), *fields.items()])


def hidden_fields(page):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return [(name, html.unescape(value)) for name, value in found]


def first_choice(page, name):
    """The first possible value of a field: of radio buttons, of a list, or the value given already."""
    choice = re.search(rf'name="{name}"[^>]*?value="([^"]+)"', page)
    if choice is None:
        choice = re.search(rf'name="{name}".*?<option value="([^"]+)"', page, re.S)
    return html.unescape(choice.group(1))


def filled_form(person, site):
    """Answers to a site's report form, about 300 characters of Chinese."""
    page = person.must(200, "GET", f"/handle/{site}/report")
    return [("kind", first_choice(page, "kind")), ("window", first_choice(page, "window")),
            ("matter", "不动产登记"), ("problem", WORDS), ("reporter_type", "person"), ("name", "王小明"),
            ("phone", "13800138000"), ("privacy", "yes"), ("step", "fill")]


def confirmation(person, site, form):
    """The fields of a confirming POST: the form goes to the check page, which gives the token."""
    page = person.must(200, "POST", f"/handle/{site}/report", form)
    fields = hidden_fields(page)
    if not any(name == "token" for name, _ in fields):
        raise SystemExit(f"no check page came back for {site}:\n{page[:3000]}")
    return [*fields, ("step", "confirm")]


def ticket_number(receipt):
    return re.search(r"\d{4}[  -]?\d{4}[  -]?\d{4}[  -]?\d{4}", receipt).group(0)


def post_bytes(path, fields, address, version="1.1"):
    body = urllib.parse.urlencode(fields).encode()
    head = (f"POST {path} HTTP/{version}\r\nHost: localhost\r\nX-Forwarded-For: {address}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


def staff_of(where, data, site, port):
    """The site's staff, one per role, signed in: role -> Person."""
    printed = where.run("handler", "user", "demo", "--data", data, "--published", where.published,
                        "--templates", place.TEMPLATES, "--site", site)
    staff = {}
    for role, password in re.findall(rf": {site}-(\S+)  password (\S+)", printed):
        staff[role] = Person(port, address="")
        staff[role].must(303, "POST", f"/handle/desk/{site}/sign-in",
                         {"login": f"{site}-{role}", "password": password})
    return staff
