#!/usr/bin/env python3
"""Checks the rules of the tree that a compiler cannot: which room may include which, no circles, rooms of a size to look
around in, a header for each source, one home per third-party header, SQL and markup only where they belong and only of
literals (check_statements.py), names that two files of a library share (check_units.py), file sizes, first sentences.
Prints every break as file:line and exits 1 if there is one."""
import pathlib
import re
import subprocess
import sys

from check_statements import (MARKUP_HOMES, SQL_BUILDERS, markup_in, statements_not_literal, takers_of_sql,
                              without_comments)
from check_units import shared_names

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What a room may include besides its own headers. "core/" stands for all rooms below core, "handler/desk" for that room
# alone. A file that stands above the rooms of its house is a room of its own.
FOUNDATION = ["core/base", "core/input", "core/time"]
MODEL = ["core/policy", "core/directory", "core/forms", "core/publications"]
BELOW_PAGES = ["core/", "handler/web", "handler/cases/", "handler/store/", "handler/health", "handler/casework",
               "handler/files", "handler/view"]
MAY_INCLUDE = {
    "core/base": [],
    "core/input/chinese": [],
    "core/input": ["core/base", "core/input/chinese"],
    "core/editing": ["core/base", "core/input"],
    "core/time": ["core/base", "core/input"],
    "core/settings": ["core/base", "core/input"],
    "core/reading": FOUNDATION,
    "core/policy": [*FOUNDATION, "core/reading"],
    "core/directory": [*FOUNDATION, "core/reading"],
    "core/forms": [*FOUNDATION, "core/reading"],
    "core/publications": [*FOUNDATION, "core/reading", "core/policy"],
    "core/site": [*FOUNDATION, "core/reading", *MODEL],
    "core/changes": [*FOUNDATION, "core/reading", "core/editing", *MODEL, "core/site"],
    "core/page": [*FOUNDATION, "core/reading", *MODEL, "core/site"],
    "generator/output": ["core/"],
    "generator/links": ["core/"],
    "generator/search": ["core/", "generator/output", "generator/links"],
    "generator/pages": ["core/", "generator/search"],
    "generator/build": ["core/", "generator/output", "generator/links", "generator/search", "generator/pages"],
    "generator/commands": ["core/", "generator/search", "generator/pages", "generator/build"],
    "generator/main": ["generator/commands"],
    "handler/web": ["core/"],
    "handler/cases": ["core/"],
    "handler/cases/fold": ["core/"],
    "handler/cases/jobs": ["core/", "handler/cases/fold"],
    "handler/cases/actions": ["core/", "handler/cases/fold", "handler/cases/jobs"],
    "handler/cases/figures": ["core/", "handler/cases/fold"],
    "handler/store/database": ["core/"],
    "handler/store/sqlite": ["core/", "handler/store/database"],
    "handler/store/postgres": ["core/", "handler/store/database"],
    "handler/store/staff": ["core/", "handler/cases/", "handler/store/database"],
    "handler/store/publishing": ["core/", "handler/store/database"],
    "handler/store/cases": ["core/", "handler/cases/", "handler/store/database"],
    "handler/store/check": ["core/", "handler/cases/", "handler/store/database", "handler/store/sqlite", "handler/store/cases",
                            "handler/store/publishing"],
    "handler/store": ["core/", "handler/cases/", "handler/store/"],
    "handler/store/transfer": ["core/", "handler/store/"],
    "handler/backup": ["core/", "handler/store/"],
    "handler/transport": ["core/", "handler/web"],
    "handler/files": ["core/base"],
    "handler/files/cleaner": ["core/base", "handler/files"],
    "handler/health": ["core/", "handler/cases/", "handler/store/", "handler/files"],
    "handler/casework": ["core/", "handler/web", "handler/cases/", "handler/store/", "handler/health",
                         "handler/files"],
    "handler/view": ["core/", "handler/web", "handler/cases/", "handler/store/", "handler/health", "handler/casework"],
    "handler/publishing/files": ["core/", "handler/files"],
    "handler/publishing": ["core/", "handler/cases/", "handler/store/", "handler/health", "handler/files",
                           "handler/publishing/files"],
    "handler/publishing/directory": ["core/", "handler/publishing"],
    "handler/publishing/articles": ["core/", "handler/publishing", "handler/publishing/directory"],
    "handler/portal": BELOW_PAGES,
    "handler/desk": BELOW_PAGES,
    "handler/desk/entrance": [*BELOW_PAGES, "handler/desk"],
    "handler/desk/casework": [*BELOW_PAGES, "handler/desk"],
    "handler/desk/intake": [*BELOW_PAGES, "handler/desk", "handler/desk/casework"],
    "handler/desk/paper": [*BELOW_PAGES, "handler/desk", "handler/desk/casework"],
    "handler/desk/people": [*BELOW_PAGES, "handler/desk", "handler/desk/entrance", "handler/desk/casework",
                            "handler/desk/paper"],
    "handler/desk/worklist": [*BELOW_PAGES, "handler/desk", "handler/desk/casework", "handler/desk/paper",
                              "handler/desk/people"],
    "handler/desk/leaders": [*BELOW_PAGES, "handler/desk", "handler/desk/casework", "handler/desk/paper",
                             "handler/desk/people", "handler/desk/worklist"],
    "handler/desk/publishing": [*BELOW_PAGES, "handler/publishing/", "handler/desk", "handler/desk/entrance",
                                "handler/desk/casework"],
    "handler/desk/directory": [*BELOW_PAGES, "handler/publishing/", "handler/desk", "handler/desk/publishing"],
    "handler/desk/articles": [*BELOW_PAGES, "handler/publishing/", "handler/desk", "handler/desk/publishing",
                              "handler/desk/directory"],
    "handler/desk/routes": [*BELOW_PAGES, "handler/desk/"],
    "handler": [*BELOW_PAGES, "handler/portal", "handler/desk/routes"],
    "handler/commands": [*BELOW_PAGES, "handler", "handler/publishing", "handler/backup", "handler/transport", "handler/desk/entrance", "handler/desk/people"],
    "handler/cgi": ["core/base", "handler/commands", "handler/store/postgres"],
    "handler/main": ["handler/commands"],
}
# A header with its source is one concept.
MOST_CONCEPTS = 25
# The only files that start threads: an exception that leaves a thread's function ends the process (core/base/contained.h).
THREADS = {"core/base/parallel.cc", "handler/commands/serve_commands.cc", "handler/commands/site_look.cc",
           "handler/commands/site_look.h", "handler/commands/tick.h", "handler/readiness.cc",
           "handler/store/database/writer.cc", "handler/store/database/writer.h", "handler/transport/http_server.cc",
           "handler/transport/worker_pool.cc", "handler/transport/worker_pool.h"}
THREAD = re.compile(r"\bstd::(?:j?thread\b(?!::)|async\b)|\bpthread_create\b")
# Their results are ranges of the library of g++ 12, which clang 14 cannot compile.
NOT_FOR_CLANG = re.compile(r"\bstd::(?:views::\w+|ranges::(?:unique|remove|remove_if|partition|stable_partition|rotate|"
                           r"equal_range|search|subrange)\b)")

# Sources that define nothing of ours.
WITHOUT_HEADER = {"handler/cgi/format_library.cc", "handler/cgi/markdown_library.cc", "handler/cgi/postgres_elsewhere.cc"}

# Third-party headers and the only files that may include them.
HOMES = {
    "yaml-cpp/": ["core/input/yaml_reader.cc"],
    "nlohmann/": ["core/base/json.h"],
    "sodium": ["core/base/crypto.cc", "core/base/stream_seal.cc"],
    "liboath/": ["core/base/one_time_code.cc"],
    "ctemplate/": ["core/page/page_template.cc", "core/page/template_escaping.cc"],
    "md4c.h": ["core/page/markdown.cc", "handler/cgi/markdown_library.cc"],
    "qrcodegen.hpp": ["core/page/qr_code.cc"],
    "httplib.h": ["handler/transport/http_server.cc"],
    "magic.h": ["handler/files/cleaner/content_type.cc"],
    "exiv2/": ["handler/files/cleaner/metadata.cc"],
    "seccomp.h": ["handler/files/cleaner/sandbox.cc"],
    "sqlite3.h": ["handler/store/sqlite/sqlite_connection.cc", "handler/store/sqlite/sqlite_database.cc",
                  "handler/store/sqlite/sqlite_copy.cc", "handler/store/sqlite/sqlite_look.cc"],
    "libpq-fe.h": ["handler/store/postgres/postgres_connection.cc", "handler/store/postgres/postgres_session.cc"],
    "zlib.h": ["generator/output/compress.cc"],
    "brotli/": ["generator/output/compress.cc"],
    "CLI/": ["core/input/command_line.h"],
}

SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TABLE|INDEX|TRIGGER)|PRAGMA|BEGIN IMMEDIATE)\b')
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MAX_LINES = 400
MOST_MARKDOWN = 120
MOST_OF_ARCHITECTURE = 250


def tracked():
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                         capture_output=True, text=True).stdout
    return [f for f in out.splitlines() if (ROOT / f).is_file()]


def is_product(path):
    return path.startswith(("core/", "generator/", "handler/")) and path.endswith((".cc", ".h"))


def room_of(path):
    stem = path.rsplit(".", 1)[0]
    return stem if stem in MAY_INCLUDE else path.rpartition("/")[0]


def is_allowed(room, target):
    return target == room or any(target.startswith(one) or target + "/" == one if one.endswith("/") else target == one
                                 for one in MAY_INCLUDE[room])


def includes_in(path, lines):
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
        if found:
            yield number, found[1]


def check_includes(path, number, header, report):
    for prefix, homes in HOMES.items():
        if header.startswith(prefix) and path not in homes and not path.startswith(("tests/", "bench/")):
            report(path, number, f"<{header}> has its only home in {', '.join(homes)}")
    if not is_product(path) or not is_product(header):
        return
    if not (ROOT / header).is_file():
        report(path, number, f"there is no {header}")
    elif room_of(header) not in MAY_INCLUDE or room_of(path) not in MAY_INCLUDE:
        report(path, number, "a room that tests/check_tree.py does not know")
    elif not is_allowed(room_of(path), room_of(header)):
        report(path, number, f"{room_of(path)} may not include {header}")


def circle_in(graph):
    """Names that lead back to the first of them, or nothing."""
    done = set()

    def follow(name, way):
        if name in way:
            return way[way.index(name):] + [name]
        if name in done:
            return None
        for target in graph.get(name, ()):
            if found := follow(target, way + [name]):
                return found
        done.add(name)
        return None

    return next((found for name in sorted(graph) if (found := follow(name, []))), None)


def check_circles(sources, report):
    files, rooms = {}, {}
    for path, lines in sources.items():
        if not is_product(path):
            continue
        files[path] = [header for _, header in includes_in(path, lines) if is_product(header)]
        rooms.setdefault(room_of(path), set()).update({room_of(header) for header in files[path]} - {room_of(path)})
    for graph, what in ((files, "files"), (rooms, "rooms")):
        if circle := circle_in(graph):
            report(circle[0], 1, f"{what} include each other in a circle: {' -> '.join(circle)}")


def check_rooms(sources, report):
    concepts = {}
    for path in sources:
        folder, _, name = path.rpartition("/")
        if folder:
            concepts.setdefault(folder, set()).add(name.rsplit(".", 1)[0])
        own_header = path[:-3] + ".h"
        if is_product(path) and path.endswith(".cc") and not path.endswith("/main.cc") and own_header not in sources \
                and path not in WITHOUT_HEADER:
            report(path, 1, "a source has a header of its own")
    for folder, names in sorted(concepts.items()):
        if len(names) > MOST_CONCEPTS:
            report(folder, 1, f"{len(names)} concepts; at most {MOST_CONCEPTS}: divide the room")


def check_source(path, lines, report):
    for number, header in includes_in(path, lines):
        check_includes(path, number, header, report)
    if not is_product(path):
        return
    for number, line in enumerate(lines, 1):
        if SQL.search(line) and not path.startswith("handler/store/"):
            report(path, number, "SQL belongs in handler/store")
        code = line.split("//")[0]
        if CHINESE.search(code) and '"' in code and path not in CHINESE_ALLOWED and not path.startswith(CHINESE_ROOM):
            report(path, number, "visible text belongs in site_templates/text")
        if NOT_FOR_CLANG.search(code):
            report(path, number, "clang 14 cannot compile this: use the algorithm of std:: with two iterators, or a loop")
        if THREAD.search(code) and path not in THREADS:
            report(path, number, "threads are started in few files (THREADS), which say what becomes of exceptions")


def check_statements(sources, report):
    code = {path: without_comments("\n".join(lines)) for path, lines in sources.items() if is_product(path)}
    store = {path: text for path, text in code.items() if path.startswith("handler/store/")}
    takers = takers_of_sql(store.values())
    for path, text in code.items():
        for number, message in markup_in(path, text):
            report(path, number, message)
        for number, message in statements_not_literal(path, text, takers) if path in store else ():
            report(path, number, message)


def check_units(sources, report):
    """Libraries whose files CMake compiles together (bancheng_units())."""
    together = {path: "\n".join(lines) for path, lines in sources.items() if path.endswith(".cc")
                and (is_product(path) or path.startswith("tests/"))}
    libraries = {str(path.parent.relative_to(ROOT)) for path in ROOT.glob("[cgh]*/**/CMakeLists.txt")}
    for path, number, message in shared_names(together, libraries):
        report(path, number, message)


def check_lists(sources, report):
    """What the lists above speak of exists and needs its place in them."""
    for header, homes in HOMES.items():
        for home in homes:
            if not (ROOT / home).is_file() or f"#include <{header}" not in (ROOT / home).read_text(encoding="utf-8"):
                report("tests/check_tree.py", 1, f"{home} is no home of {header}")
    for path in sorted(CHINESE_ALLOWED):
        if not (ROOT / path).is_file() or not CHINESE.search((ROOT / path).read_text(encoding="utf-8")):
            report("tests/check_tree.py", 1, f"{path} needs no leave for Chinese words")
    for path in sorted([*WITHOUT_HEADER, *SQL_BUILDERS, *MARKUP_HOMES]):
        if path not in sources:
            report("tests/check_tree.py", 1, f"there is no {path}")
    for path in sorted(THREADS):
        if not any(THREAD.search(line.split("//")[0]) for line in sources.get(path, ())):
            report("tests/check_tree.py", 1, f"{path} starts no thread")
    rooms = {room_of(path) for path in sources if is_product(path)}
    for room in sorted(set(MAY_INCLUDE) - rooms):
        report("tests/check_tree.py", 1, f"there is no room {room}")


# The Chinese of the messages for authors, which must be there even if site_templates is not.
CHINESE_ROOM = "core/input/chinese/"
# Counting words and date forms are language, not wording: they live with the code that makes them. The sentences of
# `handler doctor` must be there even if site_templates is not.
CHINESE_ALLOWED = {"core/base/text.cc", "core/time/calendar_reader.cc", "core/time/calendar_span.cc",
                   "core/time/local_time.cc", "core/time/time_limit.cc", "core/time/written_day.cc",
                   "core/directory/window_words.cc", "handler/health/sentences.cc", "handler/health/sentence_table.h",
                   "handler/health/job_sentences.h", "handler/health/server_sentences.h",
                   "handler/publishing/table_words.cc", "handler/publishing/typed_days.cc"}


def check_markdown(path, lines, report):
    """Prose that fits a window; a table row and a line of code cannot be broken."""
    if path == "docs/architecture.md" and len(lines) - 1 > MOST_OF_ARCHITECTURE:
        report(path, len(lines) - 1, f"at most {MOST_OF_ARCHITECTURE} lines: details stand beside the code")
    is_code = False
    for number, line in enumerate(lines, 1):
        is_code ^= line.startswith("```")
        if len(line) > MOST_MARKDOWN and not is_code and not line.startswith("|"):
            report(path, number, f"{len(line)} characters; at most {MOST_MARKDOWN}")


NAMESPACE = re.compile(r"(?:inline )?namespace ([\w:]*)\s*\{$")
TYPE = re.compile(r"(?:struct|class|enum class) (\w+)\b(?!::)[^;]*[{:]")


def check_types(sources, report):
    """Two types of one name in one namespace: the linker keeps one destructor for both, without a word."""
    homes = {}
    for path, lines in sources.items():
        if not is_product(path):
            continue
        spaces = []
        for number, line in enumerate(lines, 1):
            opened, defined = NAMESPACE.match(line), TYPE.match(line)
            if opened:
                spaces.append(opened[1])
            elif line.startswith("}  // namespace") and spaces:
                spaces.pop()
            elif defined and "" not in spaces:
                name = "::".join([*spaces, defined[1]])
                if homes.setdefault(name, path) != path:
                    report(path, number, f"{name} is a type of {homes[name]} too")


def main():
    problems = []

    def report(path, number, message):
        problems.append(f"{path}:{number}: {message}")

    sources = {}
    for path in tracked():
        suffix = pathlib.PurePosixPath(path).suffix
        if suffix == ".md" and not path.startswith("content/"):
            check_markdown(path, (ROOT / path).read_text(encoding="utf-8").split("\n"), report)
        if suffix not in {".cc", ".h", ".py", ".mjs", ".js", ".css", ".cmake", ".html", ".sh"}:
            continue
        lines = (ROOT / path).read_text(encoding="utf-8").split("\n")
        if len(lines) - 1 > MAX_LINES:
            report(path, MAX_LINES, f"{len(lines) - 1} lines; at most {MAX_LINES}: split the concept")
        if lines[-1] != "":
            report(path, len(lines), "no newline at the end")
        for number, line in enumerate(lines, 1):
            if line != line.rstrip():
                report(path, number, "blanks at the end of the line")
        if suffix in {".cc", ".h"}:
            if not lines[0].startswith("// "):
                report(path, 1, "the first line says which concept lives here")
            sources[path] = lines
            check_source(path, lines, report)
        if suffix == ".html" and re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=", "\n".join(lines)):
            report(path, 1, "inline script, event handler or style: the content security policy forbids it")
    check_circles(sources, report)
    check_rooms(sources, report)
    check_statements(sources, report)
    check_units(sources, report)
    check_lists(sources, report)
    check_types(sources, report)
    for problem in problems:
        print(problem)
    print(f"check_tree: {len(problems)} problems" if problems else "check_tree: clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
