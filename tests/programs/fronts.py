"""Front servers as children on 127.0.0.1: each runs the snippets of deploy/ in which only addresses and places are
replaced, before a handler with data of its own."""
import atexit
import contextlib
import functools
import http.client
import os
import pathlib
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import urllib.parse

import harness
from harness import Answer, Given, generator, handler, run, wait_until

# Where Debian has the web servers.
os.environ["PATH"] += ":/usr/sbin"
SITES = ("demo", "beiguan")
LOGIN, PASSWORD = "wang", "kestrel-over-rice-fields"
PROGRAMS = ("handler", "handler.cgi", "generator", "file_cleaner")
# As root, what answers requests runs as the user of Debian's web servers, as it does on a real machine.
USER = "www-data" if os.getuid() == 0 else ""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def as_user(*command):
    words = [str(word) for word in command]
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *words] if USER else words


def give_away(folder):
    """Gives all of a folder to the user of what answers requests."""
    if not USER:
        return
    user = pwd.getpwnam(USER)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def assert_done(*command, **more):
    done = run(*command, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Child:
    """A program that ends with the test, and all that it started; what it says goes to a file."""

    def __init__(self, log, command, env=None):
        self.log = log
        with open(log, "ab") as said:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                            env={**os.environ, **(env or {})}, start_new_session=True)

    def wait_for(self, condition):
        """Until it is ready."""
        wait_until(lambda: condition() or self.process.poll() is not None)
        if self.process.poll() is not None or not condition():
            raise AssertionError(f"{self.process.args[0]} did not start: {self.log.read_text()[-2000:]}")
        return self

    def stop(self):
        for how in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(harness.FAR_SECONDS)


class Machine:
    """What all front servers of one base path share: ports, programs, a certificate, two sites built for the address."""

    def __init__(self, base):
        self.base = base
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bancheng-"))
        atexit.register(shutil.rmtree, self.folder, True)
        self.folder.chmod(0o755)
        self.port, self.plain_port, self.handler_port = free_port(), free_port(), free_port()
        self.origin = f"https://localhost:{self.port}"
        (self.folder / "programs").mkdir()
        for program in PROGRAMS:
            shutil.copy2(Given.programs / program, self.folder / "programs" / program)
        shutil.copytree(Given.source / "site_templates", self.folder / "site_templates")
        self.build()
        self.certificate, self.key = self.folder / "window.pem", self.folder / "window.key"
        assert_done("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext",
                    "basicConstraints=critical,CA:FALSE", "-keyout", self.key, "-out", self.certificate)
        give_away(self.folder)

    def build(self):
        content = self.folder / "content"
        shutil.copytree(Given.source / "content" / "calendar", content / "calendar")
        for site in SITES:
            shutil.copytree(Given.source / "content" / "sites" / site, content / "sites" / site)
        assert_done(generator(), "build", "--quiet", "--compress", "--no-large", "--content", content, "--templates",
                    self.folder / "site_templates", "--out", self.folder / "public", "--published",
                    self.folder / "published", "--base-url", self.origin + self.base)


@functools.lru_cache(maxsize=None)
def machine(base):
    return Machine(base)


class World:
    """What one front server has for itself: settings, data and a log folder. The data belong to the user of what
    answers requests; the log folder stays with the user of the test."""

    def __init__(self, front):
        self.machine = machine(front.base)
        self.origin, self.base = self.machine.origin, self.machine.base
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.machine.folder))
        self.folder.chmod(0o755)
        for name in ("run", "log", "front"):
            (self.folder / name).mkdir()
        (self.folder / "log").chmod(0o700)
        self.listen = front.listen.format(port=self.machine.handler_port, folder=self.folder)
        self.service = None
        self.write_settings()
        assert_done(handler(), "init", "--conf", self.conf)
        assert_done(handler(), "user", "add", "--conf", self.conf, "--login", LOGIN, "--site", "demo", "--role",
                    "front_desk", "--password-stdin", stdin=PASSWORD + "\n")
        for name in ("run", "data"):
            give_away(self.folder / name)

    def write_settings(self):
        machine, self.conf = self.machine.folder, self.folder / "bancheng.conf"
        settings = {"base-url": self.origin + self.base, "compress": "yes", "no-large": "yes", "listen": self.listen,
                    "data": self.folder / "data",
                    "templates": machine / "site_templates", "generator": machine / "programs" / "generator",
                    "file-cleaner": machine / "programs" / "file_cleaner",
                    **{name: machine / name for name in ("content", "public", "published")}}
        if not self.listen.startswith("unix:"):
            settings["trust-proxy"] = "127.0.0.1"
        self.conf.write_text("".join(f"{key} = {value}\n" for key, value in settings.items()))

    # ---- the handler as a service

    def start_service(self):
        self.service = Child(self.folder / "handler.log", as_user(self.machine.folder / "programs" / "handler", "serve",
                                                                  "--conf", self.conf)).wait_for(self.is_service_up)

    def is_service_up(self):
        path = self.listen.removeprefix("unix:")
        is_unix = path != self.listen
        with socket.socket(socket.AF_UNIX if is_unix else socket.AF_INET) as one:
            return one.connect_ex(path if is_unix else ("127.0.0.1", self.machine.handler_port)) == 0

    def stop_service(self):
        if self.service:
            self.service.stop()
            self.service = None

    # ---- a visitor

    def connect(self):
        context = ssl.create_default_context(cafile=self.machine.certificate)
        return http.client.HTTPSConnection("localhost", self.machine.port, timeout=harness.FAR_SECONDS, context=context)

    def ask(self, path, fields=None, cookie="", body=None, **headers):
        """One request by TLS: GET, or POST if there are fields or a body. `path` begins below the base."""
        connection = self.connect()
        sent = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin", "Cookie": cookie,
                **{name.replace("_", "-"): value for name, value in headers.items()}}
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            # A body that is refused: the answer is there before all was sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):
                connection.request("GET" if body is None else "POST", self.base + path.lstrip("/"), body, sent)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode(errors="replace"))
        finally:
            connection.close()

    def ask_plainly(self, path):
        """One GET without TLS; returns status and Location."""
        connection = http.client.HTTPConnection("127.0.0.1", self.machine.plain_port, timeout=harness.FAR_SECONDS)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            response = connection.getresponse()
            return response.status, response.headers["Location"]
        finally:
            connection.close()


class Front:
    """A front server. `snippets` are files of deploy/ by the names under which the server finds them."""

    snippets = {}
    base = "/"
    listen = "unix:{folder}/run/handler.sock"
    starts_programs = False  # for each request; else a service answers
    knows_site = True        # shows the page of the site whose form it was
    packs = True             # sends the .gz that are there
    limits_bodies = True     # else the handler alone does
    reopens = signal.SIGHUP  # what bancheng.logrotate has systemctl send

    def __init__(self):
        self.world = World(self)
        self.place, self.children = self.world.folder / "front", []
        self.log = self.place / "said.log"

    def replaced(self):
        """What stands in the snippets, and what it is here."""
        machine, folder = self.world.machine, self.world.folder
        return {"/srv/bancheng/public": machine.folder / "public", "/srv/bancheng/handler.cgi": self.program(),
                "/srv/bancheng": machine.folder / "programs",
                "/run/bancheng/handler.sock": folder / "run" / "handler.sock",
                "/run/fcgiwrap.socket": folder / "run" / "fcgiwrap.sock", "/var/log/bancheng": folder / "log",
                "/etc/ssl/certs/window.pem": machine.certificate, "/etc/ssl/private/window.key": machine.key,
                r"window\.example\.gov\.cn": "localhost", "window.example.gov.cn": "localhost"}

    def program(self):
        return self.world.machine.folder / "programs" / "handler.cgi"

    def write_snippets(self):
        for name, snippet in self.snippets.items():
            text = (Given.source / "deploy" / snippet).read_text()
            for old, new in self.replaced().items():
                text = text.replace(old, str(new))
            (self.place / name).write_text(text)

    def write_main(self):
        """Writes what stands around the snippets on a machine; returns the command that runs the server."""
        raise NotImplementedError

    def start(self):
        self.write_snippets()
        self.children.append(Child(self.log, self.write_main()).wait_for(self.is_up))
        self.begin_answers()

    def is_up(self):
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.world.machine.port)) == 0

    def stop(self):
        self.world.stop_service()
        for child in self.children:
            child.stop()
        self.program().chmod(0o755)

    def end_answers(self):
        """As if the handler were down, or its program could not be started."""
        if self.starts_programs:
            self.program().chmod(0o644)
        else:
            self.world.stop_service()

    def begin_answers(self):
        if self.starts_programs:
            self.program().chmod(0o755)
        else:
            self.world.start_service()


class Nginx(Front):
    snippets = {"http.conf": "nginx-http.conf", "headers.conf": "nginx-headers.conf",
                "handler.conf": "nginx-handler.conf", "site.conf": "nginx.conf"}

    def replaced(self):
        machine = self.world.machine
        return {**super().replaced(), "listen 443": f"listen 127.0.0.1:{machine.port}",
                "listen 80": f"listen 127.0.0.1:{machine.plain_port}",
                "snippets/bancheng-headers.conf": self.place / "headers.conf",
                "snippets/bancheng-handler.conf": self.place / "handler.conf"}

    def write_main(self):
        temporary = "".join(f"{name}_temp_path {self.place}/{name};\n"
                            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        shutil.copy("/etc/nginx/fastcgi_params", self.place)
        main = self.place / "nginx.conf"
        main.write_text(
            f"{f'user {USER};' if USER else ''}\ndaemon off;\nworker_processes 1;\npid {self.place}/pid;\n"
            f"error_log {self.log} warn;\nevents {{ }}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
            f"default_type application/octet-stream;\n{temporary}include {self.place}/http.conf;\n{self.server()}}}\n")
        return ["nginx", "-c", str(main), "-e", str(self.log)]

    def server(self):
        return f"include {self.place}/site.conf;\n"


class NginxByTcp(Nginx):
    listen = "127.0.0.1:{port}"

    def replaced(self):
        return {**super().replaced(), "    server unix:": "    #server unix:",
                "#server 127.0.0.1:8080": f"server 127.0.0.1:{self.world.machine.handler_port}"}


class NginxBelowAPath(Nginx):
    snippets = {"http.conf": "nginx-http.conf", "headers.conf": "nginx-headers.conf",
                "site.conf": "nginx-below-a-path.conf"}
    base = "/window/"

    def server(self):
        machine = self.world.machine
        return (f"server {{\nlisten 127.0.0.1:{machine.port} ssl;\nssl_certificate {machine.certificate};\n"
                f"ssl_certificate_key {machine.key};\n{super().server()}}}\n")


class NginxWithPrograms(Nginx):
    snippets = {**Nginx.snippets, "handler.conf": "nginx-fcgiwrap.conf"}
    starts_programs = True
    starter = None

    def begin_answers(self):
        path = self.world.folder / "run" / "fcgiwrap.sock"
        path.unlink(missing_ok=True)
        self.starter = Child(self.log, as_user("fcgiwrap", "-f", "-c", "4", "-s", f"unix:{path}"),
                             {"BANCHENG_CONF": str(self.world.conf)}).wait_for(path.exists)
        self.children.append(self.starter)

    def end_answers(self):
        self.starter.stop()


class NginxForFew(Nginx):
    """Allows so few that a slow machine is too fast as well."""

    def replaced(self):
        return {**super().replaced(), "rate=5r/s": "rate=1r/m"}


class ApacheWithPrograms(Front):
    snippets = {"site.conf": "apache.conf", "bancheng-handler.conf": "apache-cgi.conf"}
    starts_programs = True
    reopens = signal.SIGUSR1
    modules = ("mpm_event", "authz_core", "mime", "dir", "env", "reqtimeout", "socache_shmcb", "ssl", "http2",
               "headers", "rewrite", "alias", "cgid")

    def replaced(self):
        machine = self.world.machine
        return {**super().replaced(), "*:443": f"127.0.0.1:{machine.port}", "*:80": f"127.0.0.1:{machine.plain_port}"}

    def write_main(self):
        machine = self.world.machine
        modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in self.modules)
        user = f"User {USER}\nGroup {USER}\n" if USER else ""
        programs = f"ScriptSock {self.place}/cgid.sock\n" if self.starts_programs else ""
        main = self.place / "httpd.conf"
        main.write_text(
            f"{modules}{user}{programs}ServerRoot {self.place}\nServerName localhost\nDefaultRuntimeDir {self.place}\n"
            f"PidFile {self.place}/pid\nMutex posixsem\nErrorLog {self.log}\nTypesConfig /etc/mime.types\n"
            f"SSLSessionCache shmcb:{self.place}/tls\nListen 127.0.0.1:{machine.port}\n"
            f"Listen 127.0.0.1:{machine.plain_port}\n"
            f"<Directory />\nRequire all denied\n</Directory>\nSetEnv BANCHENG_CONF {self.world.conf}\n"
            f"Include {self.place}/site.conf\n")
        return ["apache2", "-D", "FOREGROUND", "-f", str(main)]


class ApacheBeforeAService(ApacheWithPrograms):
    snippets = {"site.conf": "apache.conf", "bancheng-handler.conf": "apache-proxy.conf"}
    starts_programs = False
    limits_bodies = False
    modules = (*ApacheWithPrograms.modules[:-1], "proxy", "proxy_http")


class Lighttpd(Front):
    snippets = {"site.conf": "lighttpd.conf"}
    starts_programs = True
    knows_site = False
    packs = False

    def replaced(self):
        return {**super().replaced(), '":443"': f'"127.0.0.1:{self.world.machine.port}"'}

    def write_main(self):
        user = f'server.username = "{USER}"\nserver.groupname = "{USER}"\n' if USER else ""
        main = self.place / "lighttpd.conf"
        main.write_text(
            f'server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect" )\n{user}'
            f'server.document-root = "{self.place}"\nserver.bind = "127.0.0.1"\n'
            f'server.port = {self.world.machine.plain_port}\nserver.errorlog = "{self.world.folder}/log/error.log"\n'
            f'server.upload-dirs = ( "{self.world.folder}/run" )\nindex-file.names = ( "index.html" )\n'
            f'include_shell "/usr/share/lighttpd/create-mime.conf.pl"\n'
            f'setenv.add-environment = ( "BANCHENG_CONF" => "{self.world.conf}" )\ninclude "{self.place}/site.conf"\n')
        give_away(self.world.folder / "log")
        return ["lighttpd", "-D", "-f", str(main)]


ALL = (Nginx, NginxByTcp, NginxBelowAPath, NginxWithPrograms, ApacheWithPrograms, ApacheBeforeAService, Lighttpd)
