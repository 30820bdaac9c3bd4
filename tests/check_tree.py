#!/usr/bin/env python3
"""Checks the rules of the tree that a compiler cannot: include directions, one home per third-party header, SQL and
markup only where they belong, file sizes, first sentences. Prints every break as file:line and exits 1 if there is one."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# A folder may include its own headers and those of the folders named here.
MAY_INCLUDE = {
    "core/base": [],
    "core/input": ["core/base"],
    "core/time": ["core/base", "core/input"],
    "core/reading": ["core"],
    "core/policy": ["core"],
    "core/directory": ["core"],
    "core/forms": ["core"],
    "core/publications": ["core"],
    "core/site": ["core"],
    "core/page": ["core"],
    "generator": ["core"],
    "handler/web": ["core"],
    "handler/cases": ["core"],
    "handler/store": ["core", "handler/cases"],
    "handler/transport": ["core", "handler/web"],
    "handler/casework": ["core", "handler/web", "handler/cases", "handler/store"],
    "handler/view": ["core", "handler/web", "handler/cases", "handler/store", "handler/casework"],
    "handler/portal": ["core", "handler/web", "handler/cases", "handler/store", "handler/casework", "handler/view"],
    "handler/desk": ["core", "handler/web", "handler/cases", "handler/store", "handler/casework", "handler/view"],
    "handler": ["core", "handler"],
}

# Third-party headers and the only files that may include them.
HOMES = {
    "yaml-cpp/": ["core/input/yaml_reader.cc"],
    "nlohmann/": ["core/base/json.h"],
    "sodium": ["core/base/crypto.cc"],
    "liboath/": ["core/base/one_time_code.cc"],
    "ctemplate/": ["core/page/page_template.cc"],
    "md4c.h": ["core/page/markdown.cc"],
    "qrcodegen.hpp": ["core/page/qr_code.cc"],
    "httplib.h": ["handler/transport/http_server.cc"],
    "sqlite3.h": ["handler/store/sqlite/sqlite_database.cc"],
    "zlib.h": ["generator/output/compress.cc"],
    "brotli/": ["generator/output/compress.cc"],
    "CLI/": ["core/input/command_line.h"],
}

SQL = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TABLE|INDEX|TRIGGER)|PRAGMA|BEGIN IMMEDIATE)\b')
MARKUP = re.compile(r'"[^"]*</?(html|body|div|p|a|span|table|tr|td|form|input|svg|path|rect|text|ul|li|h[1-6])\b[^"]*"')
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MAX_LINES = 400


def tracked():
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                         capture_output=True, text=True).stdout
    return [f for f in out.splitlines() if (ROOT / f).is_file()]


def folder_of(path):
    parts = path.split("/")
    two = "/".join(parts[:2])
    return two if two in MAY_INCLUDE and len(parts) > 2 else parts[0]


def check_includes(path, number, header, report):
    folder = folder_of(path)
    for prefix, homes in HOMES.items():
        if header.startswith(prefix) and path not in homes and not path.startswith(("tests/", "bench/")):
            report(path, number, f"<{header}> has its only home in {', '.join(homes)}")
    if not header.startswith(("core/", "generator/", "handler/")) or folder not in MAY_INCLUDE:
        return
    target = folder_of(header)
    allowed = [folder, *MAY_INCLUDE[folder]]
    if not any(target == a or target.startswith(a + "/") for a in allowed):
        report(path, number, f"{folder} may not include {header}")


def check_source(path, lines, report):
    for number, line in enumerate(lines, 1):
        include = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
        if include:
            check_includes(path, number, include.group(1), report)
        if path.startswith(("tests/", "bench/")):
            continue
        if SQL.search(line) and not path.startswith("handler/store/"):
            report(path, number, "SQL belongs in handler/store")
        if MARKUP.search(line):
            report(path, number, "markup belongs in site_templates")
        code = line.split("//")[0]
        if CHINESE.search(code) and '"' in code and path not in CHINESE_ALLOWED:
            report(path, number, "visible text belongs in site_templates/text")


# Counting words and date forms are language, not wording: they live with the code that makes them.
CHINESE_ALLOWED = {"core/base/text.cc", "core/time/local_time.cc", "core/time/time_limit.cc", "core/directory/window_words.cc"}


def main():
    problems = []

    def report(path, number, message):
        problems.append(f"{path}:{number}: {message}")

    for path in tracked():
        suffix = pathlib.PurePosixPath(path).suffix
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
            check_source(path, lines, report)
        if suffix == ".html" and re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=", "\n".join(lines)):
            report(path, 1, "inline script, event handler or style: the content security policy forbids it")
    for header, homes in HOMES.items():
        for home in homes:
            if not (ROOT / home).is_file() or f"#include <{header}" not in (ROOT / home).read_text(encoding="utf-8"):
                report("tests/check_tree.py", 1, f"{home} is no home of {header}")
    for path in sorted(CHINESE_ALLOWED):
        if not (ROOT / path).is_file() or not CHINESE.search((ROOT / path).read_text(encoding="utf-8")):
            report("tests/check_tree.py", 1, f"{path} needs no leave for Chinese words")
    for problem in problems:
        print(problem)
    print(f"check_tree: {len(problems)} problems" if problems else "check_tree: clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
