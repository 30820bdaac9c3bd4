"""A look-up by CGI against an empty CGI program under the same Apache: what is ours on top of starting a process."""
import os
import pwd
import shutil

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
<Directory />
Require all granted
</Directory>
"""
MODULES = ("mpm_prefork", "authz_core", "authz_host", "alias", "cgi", "env")


class Apache:
    """Apache on a folder of its own. It runs no programs as root: started by root, it and the data become www-data's."""

    def __init__(self, where, data, size):
        folder = where.folder / "apache"
        folder.mkdir()
        for program in (place.PROGRAMS / "handler.cgi", place.PEERS / "bench_cgi_page"):
            shutil.copy(program, folder / program.name)
        shutil.copytree(place.TEMPLATES, folder / "templates")
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


def measure(where, data, serve_port, site, number, count):
    size = len(lookup_speed.page_of(serve_port, site, number).encode())
    apache = Apache(where, data, size)
    body = [("number", number)]

    def rate(path):
        # HTTP/1.0: one connection a request, as long as the answer lasts.
        request = [people.post_bytes(path, body, "203.0.113.1", "1.0")]

        def once():
            answers = where.ask(apache.port, CONNECTIONS, SECONDS, request)
            return answers["answers"] / answers["seconds"]
        return once

    ours, peer = rounds.alternate(count, rate(f"/handle/{site}/ticket"), rate("/empty"))
    where.stop(apache.child)
    return rounds.Row("CGI look-up, against an empty CGI program under the same Apache", "/s", ours, peer)
