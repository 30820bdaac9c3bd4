#!/usr/bin/env python3
"""A citizen of the package tests, in the network of the machine: sends a report over TLS, looks a number up, or sends
files with it.

    visitor.py HOST PORT CA SITE report
    visitor.py HOST PORT CA SITE look NUMBER
    visitor.py HOST PORT CA SITE file NUMBER"""
import http.client
import pathlib
import socket
import ssl
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "programs"))
from harness import ANSWERS, FAR_SECONDS, Answer, hidden_fields, wait_until  # noqa: E402
from sent_files import BOUNDARY, multipart, pdf, png  # noqa: E402

FILES = [("photo.png", png()), ("paper.pdf", pdf())]
RECEIVED = "收到2个文件"


class Town:
    def __init__(self, host, port, authority, site):
        self.host, self.port, self.site = host, int(port), site
        self.page = None
        self.tls = ssl.create_default_context(cafile=authority)

    def ask(self, path, body=None, kind="application/x-www-form-urlencoded"):
        """The name is not in any DNS: the address is the machine's own, and the certificate must have the name."""
        line = http.client.HTTPSConnection(self.host, self.port, timeout=FAR_SECONDS, context=self.tls)
        line._create_connection = lambda address, *more: Town.connect(self.port, *more)
        authority = self.host if self.port == 443 else f"{self.host}:{self.port}"
        try:
            headers = {"Content-Type": kind, "Origin": f"https://{authority}", "Host": authority}
            line.request("GET" if body is None else "POST", path, body, headers)
            response = line.getresponse()
            return Answer(response.status, response.headers, response.read().decode(errors="replace"))
        finally:
            line.close()

    @staticmethod
    def connect(port, *more):
        return socket.create_connection(("127.0.0.1", port), *more)

    def form(self, name, fields):
        return self.ask(f"/handle/{self.site}/{name}", urllib.parse.urlencode(fields))

    def report(self):
        """The number of the receipt."""
        self.page = self.form("report", {**ANSWERS, "step": "fill"})
        assert wait_until(self.confirm), f"no receipt: {self.page}"
        return self.page.number

    def confirm(self):
        """A confirmation within a second of its page is asked again."""
        time.sleep(1.2)
        fields = hidden_fields(self.page.body)
        assert "token" in fields, str(self.page)
        self.page = self.form("report", {**fields, "step": "confirm"})
        return self.page.number

    def look(self, number):
        page = self.form("ticket", {"number": number})
        shown = " ".join(number[at:at + 4] for at in range(0, len(number), 4))
        assert page.status == 200 and shown in page.body, str(page)
        return page

    def file(self, number):
        hidden = hidden_fields(self.look(number).body)
        fields = {"number": number, "seen": hidden["seen"], "token": hidden["token"], "words": "见附件",
                  "files_consent": "yes"}
        page = self.ask(f"/handle/{self.site}/ticket/supplement", multipart(fields, FILES),
                        f"multipart/form-data; boundary={BOUNDARY}")
        assert RECEIVED in page.body, str(page)


def main():
    town, what, more = Town(*sys.argv[1:5]), sys.argv[5], sys.argv[6:]
    done = getattr(town, what)(*more)
    if isinstance(done, str):
        print(done)


if __name__ == "__main__":
    main()
