"""The commands of a manual that change the whole machine (users, owners, services), done below a scratch root instead.

scratch_machine.py puts a command for each of TOOLS into the PATH of what it runs. A user that was never made, a unit that was
never installed and a folder that is not there are refused as on a real machine; owners are left alone.
"""
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(os.environ.get("MACHINE_ROOT", "/nowhere"))
USERS = ROOT / "etc/passwd"
UNITS = [ROOT / place for place in ("etc/systemd/system", "usr/local/lib/systemd/system", "usr/lib/systemd/system")]
RUNNING = ROOT / "run/units"
PLACES = re.compile(r"(?<![\w.}])/(?=(?:etc|media|mnt|run|srv|usr/local|usr/share|var)\b)")
FAR_SECONDS = 180


class Refused(Exception):
    """What the real command would have said."""


def users():
    return USERS.read_text().split() if USERS.is_file() else []


def check_user(name):
    if name not in [*users(), "root"]:
        raise Refused(f"invalid user: '{name}'")


def check_places(places):
    for place in places:
        if not pathlib.Path(place).exists():
            raise Refused(f"{place}: No such file or directory")


def useradd(words):
    with USERS.open("a") as file:
        file.write(words[-1] + "\n")


def runuser(words):
    assert words[0] == "-u" and words[2] == "--", words
    check_user(words[1])
    os.execvp(words[3], words[3:])


def chown(words):
    owner, *places = [word for word in words if word != "-R"]
    check_user(owner.split(":")[0])
    check_places(places)


def install(words):
    kept = []
    rest = iter(words)
    for word in rest:
        if word in ("-o", "-g"):
            check_user(next(rest))
        else:
            kept.append(word)
    os.execv("/usr/bin/install", ["install", *kept])


def unit_file(name):
    for folder in UNITS:
        if (folder / name).is_file():
            return folder / name
    raise Refused(f"Unit {name} could not be found.")


def setting(unit, name):
    found = re.search(rf"^{name}=(.*)$", unit_file(unit).read_text(), re.M)
    return found[1] if found else ""


def command_of(service):
    """The command of a unit, with places below the root; the program is the one in the PATH of that name."""
    command = PLACES.sub(f"{ROOT}/", setting(service, "ExecStart"))
    program, *words = shlex.split(command)
    return [os.path.basename(program), *words]


def process_of(service):
    """The number of the running process, or None."""
    try:
        number = (RUNNING / service).read_text()
        state = pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return None
    # A process that ended may stay a zombie, because its parent is not this program.
    return None if state == "Z" else int(number)


def wait_until(condition, complaint):
    end = time.monotonic() + FAR_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise Refused(complaint)
        time.sleep(0.05)


def make_place_of_socket(service):
    """systemd makes the folder of a socket; the program, which is given none here, makes the socket itself."""
    name = service.replace(".service", ".socket")
    if any((folder / name).is_file() for folder in UNITS):
        pathlib.Path(PLACES.sub(f"{ROOT}/", setting(name, "ListenStream"))).parent.mkdir(parents=True, exist_ok=True)


def start(unit):
    if not unit.endswith(".service"):  # timers and sockets are there or not; a test of the package starts them
        unit_file(unit)
        return
    if process_of(unit):
        return
    make_place_of_socket(unit)
    log = ROOT / "var/log" / unit
    command = command_of(unit)
    if setting(unit, "Type") == "oneshot":
        with log.open("ab") as out:
            if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False).returncode:
                raise Refused(f"Job for {unit} failed: {log.read_text()[-1000:]}")
        return
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
    RUNNING.mkdir(parents=True, exist_ok=True)
    (RUNNING / unit).write_text(str(process.pid))
    # Both services say so when they are ready.
    wait_until(lambda: process.poll() is not None or re.search(rb"^(serving|publishing) ", log.read_bytes(), re.M),
               f"{unit} is not ready")
    if process.poll() is not None:
        raise Refused(f"Job for {unit} failed: {log.read_text()[-1000:]}")


def stop(unit):
    unit_file(unit)
    if number := process_of(unit):
        os.kill(number, signal.SIGTERM)
        wait_until(lambda: process_of(unit) is None, f"{unit} does not end")


def restart(unit):
    stop(unit)
    start(unit)


def is_active(unit):
    unit_file(unit)
    print("active" if process_of(unit) or not unit.endswith(".service") else "inactive")


def systemctl(words):
    acts = {"start": start, "stop": stop, "restart": restart, "is-active": is_active, "enable": unit_file,
            "disable": unit_file}
    verb, *units = [word for word in words if word != "--now"]
    if units == ["nginx"]:  # whose files `nginx -t` has looked at
        return
    for unit in units:
        acts[verb](unit if "." in unit else unit + ".service")


def getent(words):
    # The machine has Debian's web server.
    if words[1] not in [*users(), "www-data"]:
        sys.exit(2)


def identity(words):
    """`id -u`: the commands are those of root."""
    assert words == ["-u"], words
    print(0)


def cmake(words):
    """`cmake --install`, after which scripts and files of the installation name places below the root."""
    subprocess.run(["/usr/bin/cmake", *words], check=True, stdout=subprocess.DEVNULL)
    local = ROOT / "usr/local"
    for file in [local / "sbin/bancheng-setup", *(local / "share/bancheng/deploy").iterdir()]:
        file.write_text(PLACES.sub(f"{ROOT}/", file.read_text()))


def nginx(words):
    """`nginx -t`: the real one looks at the files below the root, with sockets in the place of ports."""
    place = ROOT / "tmp/nginx"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "etc/nginx", place)
    for file in (path for path in place.rglob("*") if path.is_file()):
        text = PLACES.sub(f"{ROOT}/", file.read_text())
        file.write_text(re.sub(r"(?m)^(\s*listen )(?:\[::\]:)?(\d+)", rf"\1unix:{place}/\2.sock", text))
    (place / "nginx.conf").write_text(
        f"pid {place}/pid;\nevents {{}}\nhttp {{\naccess_log off;\ninclude {place}/conf.d/*.conf;\n"
        f"include {place}/sites-enabled/*;\n}}\n")
    os.execv("/usr/sbin/nginx", ["nginx", *words, "-p", str(place), "-c", "nginx.conf", "-e", "stderr"])


TOOLS = {"chown": chown, "cmake": cmake, "getent": getent, "id": identity, "install": install, "nginx": nginx, "runuser": runuser,
         "systemctl": systemctl, "useradd": useradd}

if __name__ == "__main__":
    try:
        TOOLS[sys.argv[1]](sys.argv[2:])
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
