"""A look-up by CGI against an empty CGI program under the same Apache, to see the cost beyond starting a process; and
against Fossil's CGI showing a ticket, a similar program in common use."""
import os
import pwd
import re
import shutil
import subprocess

import lookup_speed
import people
import place
import rounds

SECONDS = 3
CONNECTIONS = 2

CONFIGURATION = """\
ServerName localhost
Listen 127.0.0.1:{port}
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
DocumentRoot {folder}
Mutex posixsem
LimitRequestBody 262144
StartServers 4
{modules}{user}
SetEnv BANCHENG_PUBLISHED {published}
SetEnv BANCHENG_TEMPLATES {templates}
SetEnv BANCHENG_DATA {data}
SetEnv BENCH_PAGE_BYTES {size}
ScriptAlias /handle {folder}/handler.cgi
ScriptAlias /empty {folder}/bench_cgi_page
ScriptAlias /fossil {folder}/fossil.cgi
<Directory />
Require all granted
</Directory>
"""
MODULES = ("mpm_prefork", "authz_core", "authz_host", "alias", "cgi", "env")


class Apache:
    """Apache on its own folder. It runs no programs as root: if started by root, it and the data belong to www-data."""

    def __init__(self, where, data, size):
        folder = where.folder / "apache"
        folder.mkdir()
        for program in (place.PROGRAMS / "handler.cgi", place.PEERS / "bench_cgi_page"):
            shutil.copy(program, folder / program.name)
        shutil.copytree(place.TEMPLATES, folder / "templates")
        self.ticket = make_fossil(folder)
        self.port = place.free_port()
        modules = "".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n" for m in MODULES)
        user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        (folder / "httpd.conf").write_text(CONFIGURATION.format(
            port=self.port, folder=folder, modules=modules, user=user, published=where.published,
            templates=folder / "templates", data=data, size=size))
        if os.getuid() == 0:
            hand_over(where.folder)
        self.child = where.start_quietly(["/usr/sbin/apache2", "-DFOREGROUND", "-f",
                                          folder / "httpd.conf"], self.port)


def hand_over(folder):
    user = pwd.getpwnam("www-data")
    for base, _, names in os.walk(folder):
        for path in [base, *(os.path.join(base, name) for name in names)]:
            os.chown(path, user.pw_uid, user.pw_gid)


def make_fossil(folder):
    """Makes a repository with one ticket for Fossil's CGI; returns the ticket's id."""
    repository = folder / "tickets.fossil"
    home = {**os.environ, "HOME": str(folder), "USER": "bench"}

    def fossil(*arguments):
        return subprocess.run(["fossil", *map(str, arguments)], env=home, check=True, capture_output=True, text=True).stdout

    fossil("init", repository)
    fossil("rebuild", "--wal", repository)  # else readers get in each other's way
    made = fossil("ticket", "add", "title", "No answer", "status", "Open", "comment", people.WORDS, "-R", repository)
    script = folder / "fossil.cgi"
    script.write_text(f"#!{shutil.which('fossil')}\nrepository: {repository}\n")
    script.chmod(0o755)
    return re.search(r"[0-9a-f]{40,64}", made).group(0)


def measure(where, data, serve_port, site, number, count):
    size = len(lookup_speed.page_of(serve_port, site, number).encode())
    apache = Apache(where, data, size)

    def rate(request, strays=0.0):
        def once():
            # By the median: Apache now and then sleeps 47 ms because a program that has closed its output has not ended
            # yet (APR_KILL_AFTER_TIMEOUT), most often behind the quickest program.
            return CONNECTIONS * 1000 / where.ask(apache.port, CONNECTIONS, SECONDS, [request], strays=strays)["p50_ms"]
        return once

    # HTTP/1.0: one connection per request.
    def post(path):
        return people.post_bytes(path, [("number", number)], "203.0.113.1", "1.0")

    ours = rate(post(f"/handle/{site}/ticket"))
    fossil = rate(f"GET /fossil/tktview/{apache.ticket} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode(),
                  strays=0.02)  # Fossil answers 400 now and then, when another process writes its log of visits
    rows = [rounds.Row(f"CGI look-up, against {what} under the same Apache", "/s",
                       *rounds.alternate(count, ours, peer), least=least, aim=aim)
            for what, peer, least, aim in (("an empty CGI program", rate(post("/empty")), 0.4, 0.6),
                                           ("Fossil's CGI showing a ticket", fossil, 0.8, 1.2))]
    where.stop(apache.child)
    return rows
