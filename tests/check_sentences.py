#!/usr/bin/env python3
"""Checks the Chinese of the sentences for authors (core/input/chinese): each English sentence of the sources has one, with
the same places; each place gets its value; no entry is left over or stands twice; Chinese sentences have no ASCII commas.
Prints every break as file:line and exits 1 if there is one."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "core/input/chinese"
LITERALS = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
SAY = re.compile(r'\bsay\(\s*' + LITERALS + r'([,)])')
ANY_SAY = re.compile(r'(?<!Sentence )\bsay\(')
# Where readers and ids name their things; each is a term of the table.
TERMS = [re.compile(r'\bMapReader \w+\([^";]*?"([^"]+)"'), re.compile(r'\bterm\("([^"]+)"\)'),
         re.compile(r'\bread_list<\w+>\([^;"]*(?:"[a-z_]+"\),)?[^;"]*?"([^"]+)",')]
IDS = re.compile(r'\bIds(?: \w+)?[({]+"([^"]+)"|\bids_of\("([^"]+)"')
PAIR = re.compile(r'\{\s*' + LITERALS + r',\s*' + LITERALS + r'\}')
PLACE = re.compile(r"\{(\w+)\}")
MAKERS = {"core/input/sentence.h", "core/input/sentence.cc"}


def text_of(literals):
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', literals)
    return re.sub(r"\\(.)", r"\1", "".join(parts))


def line_of(source, offset):
    return source.count("\n", 0, offset) + 1


def end_of_call(source, start):
    """The offset behind the bracket that closes the one before `start`."""
    depth, at = 1, start
    while depth:
        if source[at] == '"':
            at = re.compile(r'"(?:[^"\\]|\\.)*"').match(source, at).end()
            continue
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(source[at], 0)
        at += 1
    return at


def places_given(call):
    return set(re.findall(r'\{\s*"(\w+)",', call))


def table(report):
    pairs = {}
    for path in sorted(TABLES.glob("*.h")):
        source = path.read_text(encoding="utf-8")
        for found in PAIR.finditer(source):
            english, chinese = text_of(found[1]), text_of(found[2])
            where = (path, line_of(source, found.start()))
            if english in pairs:
                report(*where, f"a second entry for '{english}'")
            if sorted(set(PLACE.findall(english))) != sorted(set(PLACE.findall(chinese))):
                report(*where, f"other places than in '{english}'")
            if re.search(r"[\u4e00-\u9fff](?:[,;?!(]|:(?! ))|[\u4e00-\u9fff]\.$", chinese):
                report(*where, f"ASCII punctuation in '{chinese}'")
            pairs[english] = where
    return pairs


def sources():
    for house in ("core", "generator", "handler"):
        for path in sorted((ROOT / house).rglob("*")):
            if path.suffix not in {".cc", ".h"} or TABLES in path.parents:
                continue
            source = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
            if house == "handler":  # whose store says other things
                source = re.sub(r"(?<!core::)\bsay\(", "(", source)
            yield path, source


def check_source(path, source, pairs, report):
    """The sentences and terms of one file."""
    said = set()
    is_maker = str(path.relative_to(ROOT)) in MAKERS
    good = {found.start() for found in SAY.finditer(source)}
    for found in ANY_SAY.finditer(source):
        if found.start() not in good and not is_maker:
            report(path, line_of(source, found.start()), "say() takes a literal")
    for found in SAY.finditer(source):
        english = text_of(found[1])
        said.add(english)
        call = source[found.end():end_of_call(source, found.end())] if found[2] == "," else ""
        given = places_given(call)
        wanted = set(PLACE.findall(english))
        if english not in pairs:
            report(path, line_of(source, found.start()), f"no Chinese for '{english}'")
        if given - wanted or (call and wanted - given):
            report(path, line_of(source, found.start()), f"the places of '{english}' get {sorted(given)}")
    for pattern in TERMS:
        for found in pattern.finditer(source):
            said.add(found[1])
    for found in IDS.finditer(source):
        what = found[1] or found[2]
        said.update({what, what[:-1] + "ies" if what.endswith("y") else what + "s"})
    return said


def main():
    problems = []

    def report(path, number, message):
        problems.append(f"{pathlib.Path(path).relative_to(ROOT)}:{number}: {message}")

    pairs = table(report)
    said, literals = set(), set()
    for path, source in sources():
        here = check_source(path, source, pairs, report)
        for term in sorted(here - set(pairs)):
            if not any(f"'{term}'" in problem for problem in problems):
                report(path, 1, f"no Chinese for the term '{term}'")
        said |= here
        literals |= set(re.findall(r'"((?:[^"\\\n]|\\.)*)"', source))
    for english, where in pairs.items():
        if english not in said and english not in literals:
            report(*where, f"nothing says '{english}'")
    for problem in problems:
        print(problem)
    print(f"check_sentences: {len(problems)} problems" if problems else "check_sentences: clean")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
