#!/usr/bin/env python3
"""The check of the requirements' table fails where it must: each planted mistake is named, and the table itself has none."""
import unittest

import check

TABLE = (check.ROOT / "docs" / "requirements.md").read_text()
LOG = """\
[       OK ] Suite.Passes (3 ms)
[  FAILED  ] Suite.Fails (3 ms)
[       OK ] Cases/CaseScenario.HappensAsWritten/town_waits_case (1 ms)
test_PY-22 (__main__.Published.test_PY-22) ... ok
test_PY-23 (__main__.Published.test_PY-23) ... FAIL
test_PY-41 (__main__.Filled.test_PY-41) ... ok
test_it_stops (__main__.Refusals.test_it_stops)
What it is about. ... ok
test_it_goes_on (__main__.Refusals.test_it_goes_on) ... 4 kills, ok
ok   app: /anywhere/tests/scenarios/files/whole_way.txt
FAIL cgi: /anywhere/tests/scenarios/files/mistakes.txt
ok      the search finds words (12 ms)
FAILED  the tour at 390 px
"""


def row_of(name):
    return next(line for line in TABLE.splitlines() if line.startswith(f"| {name} |"))


def mistakes_with(name, old, new):
    row = row_of(name)
    assert row.count(old) == 1, old
    return list(check.mistakes_in_table(TABLE.replace(row, row.replace(old, new)), check.ROOT))


class Table(unittest.TestCase):
    def test_has_no_mistake(self):
        self.assertEqual(list(check.mistakes_in_table(TABLE, check.ROOT)), [])

    def test_needs_every_id_once(self):
        row = row_of("PY-22")
        self.assertEqual(mistakes_with("PY-22", row, ""), ["PY-22: stands 0 times"])
        self.assertIn("PY-22: stands 2 times", mistakes_with("PY-22", row, f"{row}\n{row}"))
        self.assertIn("PY-47: is no clause of the five documents",
                      mistakes_with("PY-22", row, row + "\n| PY-47 | a | b | - | open: c |"))

    def test_needs_tests_that_exist(self):
        for old, new in (("published: PY-22", "published: PY-99"),
                         ("AskExtension.KeepsWithinTheCap", "AskExtension.KeepsWithinTheHat"),
                         ("pingyi_extension_7_workdays.case", "pingyi_extension_8_workdays.case")):
            with self.subTest(new):
                self.assertIn("PY-22: there is no test " + new, mistakes_with("PY-22", old, new))

    def test_needs_a_test_or_a_mark(self):
        row = row_of("PY-22")
        bare = row.rsplit("|", 2)[0] + "|  |"
        self.assertIn("PY-22: names no test, nothing open, and is not marked 'no software'", mistakes_with("PY-22", row, bare))
        marked = row.rsplit("|", 2)[0] + "| no software |"
        self.assertIn("PY-22: does not say why it is not for software", mistakes_with("PY-22", row, marked))

    def test_needs_an_observation_and_a_place(self):
        cells = row_of("PY-22").split("|")
        for index, mistake in ((3, "PY-22: says not what is required and observed"), (4, "PY-22: names no place")):
            emptied = cells[:index] + [" "] + cells[index + 1:]
            self.assertIn(mistake, mistakes_with("PY-22", "|".join(cells), "|".join(emptied)))
        moved = cells[:4] + [" `handler/nowhere.cc` "] + cells[5:]
        self.assertIn("PY-22: there is no handler/nowhere.cc", mistakes_with("PY-22", "|".join(cells), "|".join(moved)))

    def test_lets_no_test_stand_for_more_than_five_rows(self):
        table = TABLE
        for name in ("PY-01", "PY-02", "PY-03", "PY-04", "PY-05", "PY-06"):
            table = table.replace(row_of(name), row_of(name)[:-1] + "; `pingyi_extension_too_late.case` |")
        self.assertIn("pingyi_extension_too_late.case: stands for 7 rows, more than 5",
                      list(check.mistakes_in_table(table, check.ROOT)))

    def test_takes_no_other_rows_words(self):
        self.assertIn("PY-22: published: PY-21 is of another row",
                      mistakes_with("PY-22", "published: PY-22", "published: PY-21"))


class Run(unittest.TestCase):
    def test_takes_only_what_passed(self):
        self.assertEqual(check.passed_in(LOG), {
            "Suite.Passes", "town_waits.case", "published: PY-22", "filled: PY-41",
            "Refusals.test_it_stops", "Refusals.test_it_goes_on", "whole_way.txt", "browser: the search finds words"})

    def test_names_what_did_not_run_or_failed(self):
        table = "| PY-22 | a | b | `c` | `published: PY-22`; `Suite.Passes` |\n| PY-23 | a | b | `c` | `published: PY-23` |\n"
        self.assertEqual(list(check.mistakes_in_run(table, [LOG])), ["PY-23: published: PY-23 did not run and pass"])
        self.assertEqual(len(list(check.mistakes_in_run(table, [""]))), 3)


if __name__ == "__main__":
    unittest.main()
