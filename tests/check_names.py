#!/usr/bin/env python3
"""Checks the names that join C++, templates and texts, which no compiler sees: a template's name that no C++ sets prints
nothing, a name that no template uses is silent, and so is a text that nothing asks for. Prints each and exits 1."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEMPLATES = "site_templates/"
CATALOGUE = TEMPLATES + "text/zh-CN/"

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
NAME = re.compile(r"[A-Z][A-Z0-9_]*[A-Z0-9]")
FILLING = re.compile(r'\.(set|show|add)\("[A-Z]')
METHODS = {"GET", "HEAD", "POST"}
ASKING = re.compile(r'\b(?:texts?(?:\(\))?\.(?:get|format|has))\(\s*"([^"]+)"\s*[,)]')
BELOW = re.compile(r'\btexts\.below\(\s*"([^"]+)"')  # all texts whose keys begin so
TAG = re.compile(r"\{\{([#/>]|[ta]:)?([^}]*)\}\}")
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


def tracked():
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                         capture_output=True, text=True).stdout
    return [path for path in out.splitlines() if (ROOT / path).is_file()]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def texts_of(path):
    """The texts of one file of the catalogue by their keys; the loader has checked the form already."""
    texts, above = {}, []
    for line in read(path).splitlines():
        found = re.match(r'( *)"?([a-z0-9_-]+)"?:(.*)$', line)
        if not found:
            continue
        above = [one for one in above if one[0] < len(found[1])] + [(len(found[1]), found[2])]
        key, value = ".".join(name for _, name in above), found[3].strip(" ")
        inner = re.findall(r"[{,] *([a-z_]+): ([^,}]*)", value) if value.startswith("{") else []
        texts.update({f"{key}.{name}": text for name, text in inner} if inner else {key: value} if value else {})
    return texts


def names_filled(code):
    """The names that a source fills templates with, with their lines."""
    if "TemplateData" not in code and not FILLING.search(code):
        return
    for literal in LITERAL.finditer(code):
        if NAME.fullmatch(literal[1]) and literal[1] not in METHODS:
            yield literal[1], code.count("\n", 0, literal.start()) + 1


class Code:
    """What the product's C++ says in its string literals."""

    def __init__(self, paths):
        self.sources = {path: re.sub(r"^\s*//.*$", "", read(path), flags=re.M) for path in paths}
        self.literals = {literal for code in self.sources.values() for literal in LITERAL.findall(code)}
        short = [literal for literal in self.literals if " " not in literal]
        self.words = {word for literal in short for word in re.findall(r"[a-z0-9_]+", literal)}
        self.heads = tuple(one for one in short if re.fullmatch(r"[a-z][a-z0-9_.]*[._]", one))
        self.tails = tuple(one for one in short if re.fullmatch(r"[._][a-z0-9_.]*[a-z0-9]", one))
        patterns = [one for one in short if "{}" in one and re.fullmatch(r"[a-z0-9_.{}]+", one)]
        self.patterns = [re.compile(re.escape(one).replace(r"\{\}", "[a-z0-9_]+")) for one in patterns
                         if one.replace("{}", "").strip(".")]

    def knows(self, tail):
        """Whether literals make up this part of a key: each of its words is one, or two with '_' between."""
        def is_known(word):
            cuts = [at for at, character in enumerate(word) if character == "_"]
            return word in self.words or any(word[:at] in self.words and word[at + 1:] in self.words for at in cuts)
        return all(is_known(word) for word in tail.split("."))

    def asks_for(self, key):
        """Whether a text may be asked for: by its key as it is, or by one put together of a literal that ends or begins
        with a dot or '_' ("case.action." + id, page + ".title") and of words that are literals themselves."""
        return (key in self.literals or any(pattern.fullmatch(key) for pattern in self.patterns)
                or any(key.startswith(head) and self.knows(key[len(head):]) for head in self.heads)
                or any(key.endswith(tail) and self.knows(key[:-len(tail)]) for tail in self.tails))


def main():
    paths = tracked()
    code = Code([path for path in paths if path.startswith(("core/", "generator/", "handler/"))
                 and path.endswith((".cc", ".h"))])
    texts = {}
    for path in paths:
        if path.startswith(CATALOGUE) and path.endswith(".yaml"):
            texts.update(texts_of(path))
    templates = {path: read(path) for path in paths if path.startswith(TEMPLATES) and "/static/" not in path
                 and path.endswith((".html", ".svg", ".xml"))}

    problems = []
    used, asked = {}, set()
    for path, template in templates.items():
        for mark, name in TAG.findall(template):
            if mark == "t:":
                asked.add(name)
                used.update({one.upper(): path for one in PLACEHOLDER.findall(texts.get(name, ""))})
            elif mark in ("", "#", "/"):
                used[name.split(":")[0]] = path
    for name, path in sorted(used.items()):
        if name not in code.literals and not (name.startswith("HAS_") and name[4:] in code.literals):
            problems.append(f"{path}: no C++ sets {name}")
    for path, source in code.sources.items():
        for name, line in names_filled(source):
            if name not in used and "HAS_" + name not in used:
                problems.append(f"{path}:{line}: no template uses {name}")
        asked.update(key for head in BELOW.findall(source) for key in texts if key.startswith(head))
        for key in ASKING.findall(source):
            if key not in texts:
                problems.append(f"{path}: asks for the text {key}, which the catalogue lacks")
    for key in sorted(texts):
        if key not in asked and not code.asks_for(key):
            problems.append(f"{CATALOGUE}: nothing asks for the text {key}")
    for problem in problems:
        print(problem)
    print(f"check_names: {len(problems)} problems" if problems else "check_names: clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
