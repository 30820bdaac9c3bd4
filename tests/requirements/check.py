#!/usr/bin/env python3
"""Checks docs/requirements.md: every ID once, each with what is observed, a place that exists and tests that exist; with the
logs of ctest (--ran) also that each named test ran and passed. Prints every mistake, then a line that counts."""
import argparse
import collections
import fnmatch
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# How many clauses each document has: 潮安, 平邑, 攀枝花, 北关, 韶关.
CLAUSES = {"CA": 33, "PY": 46, "PZ": 41, "BG": 56, "SG": 31}
MOST_ROWS_A_TEST = 5

# The tests of the rows of a list, one each, and the list.
LISTED = {"Published": "published", "Filled": "filled"}

Row = collections.namedtuple("Row", "id required observed place shown tests")


def all_ids():
    return [f"{town}-{number:02}" for town, count in CLAUSES.items() for number in range(1, count + 1)]


def rows_of(table):
    """The rows of the sections on the towns; a row with another number of cells is taken with what it has."""
    rows = []
    for line in table.splitlines():
        if not re.match(r"\| [A-Z]{2}-\d\d \|", line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        cells += [""] * (5 - len(cells))
        rows.append(Row(*cells[:5], re.findall(r"`([^`]+)`", cells[4])))
    return rows


def is_open(row):
    return "open: " in row.shown


def is_for_people(row):
    return row.shown == "no software"


def mistakes_in_row(row, root):
    if not row.required or not row.observed:
        yield f"{row.id}: says not what is required and observed"
    if not row.tests and not is_open(row) and not is_for_people(row):
        yield f"{row.id}: names no test, nothing open, and is not marked 'no software'"
    if is_for_people(row) and "not for software" not in row.observed:
        yield f"{row.id}: does not say why it is not for software"
    if not row.tests:
        return
    places = re.findall(r"`([^`]+)`", row.place)
    if not places:
        yield f"{row.id}: names no place"
    for place in places:
        if not (root / place).exists():
            yield f"{row.id}: there is no {place}"


def mistakes_in_ids(rows):
    found = collections.Counter(row.id for row in rows)
    for name in all_ids():
        if found[name] != 1:
            yield f"{name}: stands {found[name]} times"
    for name in found.keys() - set(all_ids()):
        yield f"{name}: is no clause of the five documents"


def mistakes_in_use(rows):
    used = collections.Counter(test for row in rows for test in set(row.tests))
    for test, count in used.items():
        if count > MOST_ROWS_A_TEST:
            yield f"{test}: stands for {count} rows, more than {MOST_ROWS_A_TEST}"


def tests_in(file):
    """The names of the tests in one file; a browser's step with a part that differs has '*' there."""
    text = file.read_text()
    if file.suffix == ".cc":
        return {".".join(pair) for pair in re.findall(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", text, re.M)}
    if file.suffix == ".mjs":
        return {"browser: " + re.sub(r"\$\{[^}]*\}", "*", name)
                for name in re.findall(r"(?:check\(\s*|^  name: )[\"`]([^\"`]+)[\"`]", text, re.M)}
    if file.suffix == ".py":
        return {f"{re.match('[A-Za-z_0-9]+', body)[0]}.{name}" for body in re.split(r"^class ", text, flags=re.M)[1:]
                for name in re.findall(r"def (test_\w+)", body)}
    return {file.name}


@functools.lru_cache
def known_tests(root):
    """The names of all tests that the sources have."""
    names = set()
    for pattern in ("**/*_test.cc", "scenarios/cases/*.case", "scenarios/files/*.txt", "programs/*.py", "browser/*.mjs"):
        for file in root.glob("tests/" + pattern):
            names |= tests_in(file)
    for listed in LISTED.values():
        text = (root / f"tests/requirements/{listed}.txt").read_text()
        names |= {f"{listed}: {name}" for name in re.findall(r"^([A-Z]{2}-\d\d) \|", text, re.M)}
    return names


def is_known(test, known):
    if test.startswith("browser: "):
        return any(fnmatch.fnmatchcase(test, name) for name in known if name.startswith("browser: "))
    # A test with parameters: Prefix/Suite.Name/parameter.
    parameters = re.fullmatch(r"\w+/(\w+\.\w+)/\w+", test)
    return (parameters[1] if parameters else test) in known


def mistakes_in_table(table, root):
    rows = rows_of(table)
    known = known_tests(root)
    yield from mistakes_in_ids(rows)
    for row in rows:
        yield from mistakes_in_row(row, root)
        for test in row.tests:
            if not is_known(test, known):
                yield f"{row.id}: there is no test {test}"
            listed, _, name = test.partition(": ")
            if listed in LISTED.values() and name != row.id:
                yield f"{row.id}: {test} is of another row"
    yield from mistakes_in_use(rows)


def passed_in(log):
    """The names, as the table writes them, of all tests that passed in a log of ctest."""
    passed = set()
    for name in re.findall(r"^\[ +OK \] (\S+)", log, re.M):
        scenario = re.fullmatch(r"Cases/CaseScenario\.HappensAsWritten/(\w+)_case", name)
        passed.add(f"{scenario[1]}.case" if scenario else name)
    for suite, name in re.findall(r"^test_\S+ \(__main__\.(\w+)\.(test_\S+)\)(?:\n[^\n]*)? \.\.\. (?:.*, )?ok$", log, re.M):
        passed.add(f"{LISTED[suite]}: {name[5:]}" if suite in LISTED else f"{suite}.{name}")
    passed |= {pathlib.Path(file).name for file in re.findall(r"^ok +(?:app|cgi|serve|apache): (.+)$", log, re.M)}
    passed |= {f"browser: {name}" for name in re.findall(r"^ok +(.+) \(\d+ ms\)$", log, re.M)}
    return passed


def mistakes_in_run(table, logs):
    passed = set().union(*(passed_in(log) for log in logs))
    for row in rows_of(table):
        for test in row.tests:
            if test not in passed:
                yield f"{row.id}: {test} did not run and pass"


def count_of(table):
    rows = rows_of(table)
    left = sum(is_open(row) for row in rows)
    people = sum(is_for_people(row) for row in rows)
    tests = len({test for row in rows for test in row.tests})
    return (f"{len(rows)} requirements: {len(rows) - left - people} shown by {tests} tests, {left} open or partly open, "
            f"{people} not for software")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ran", nargs="+", type=pathlib.Path, help="logs of ctest that must hold every named test")
    given = parser.parse_args()
    table = (ROOT / "docs" / "requirements.md").read_text()
    mistakes = list(mistakes_in_table(table, ROOT))
    if given.ran:
        mistakes += mistakes_in_run(table, [log.read_text(errors="replace") for log in given.ran])
    for mistake in mistakes:
        print(mistake)
    print(count_of(table) + (f", {len(mistakes)} mistakes" if mistakes else ""))
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
