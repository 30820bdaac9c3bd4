"""What check_statements finds, and what it lets pass: a line of C++ each."""
import unittest

from check_statements import markup_in, statements_not_literal, takers_of_sql, without_comments

STORE = "handler/store/staff/staff.cc"
TAKERS = takers_of_sql(["Rows run(Database& database, std::string_view sql, const Values& values = {});",
                        "core::Result<Rows> run(std::string_view sql);", "auto list(std::string_view sql, Make make);"])

ALLOWED = [
    'run(database, "SELECT a FROM t WHERE b = $1", {value});',
    'run(database, "SELECT a " "FROM t WHERE b = $1", {value});',
    'run(database, "SELECT " + std::string(kColumns) + " FROM t", {});',
    "run(database, dialect::kPutWords, {id});",
    'connections_.list(rows_where("site = $1 ORDER BY case_id"), row_of);',
    'run(database, kInsert, values);',
    "return each(run(database, sql, values), make);",
    'writer_.run([&](Database& database) { return work(database); });',
    'throw Refused("no user \'" + login + "\' is there");',
]
REFUSED = [
    'run(database, "SELECT a FROM t WHERE b = \'" + name + "\'");',
    'run(database, "SELECT a FROM " + table);',
    'run(database, fmt::format("SELECT a FROM {}", table));',
    'const std::string text = "UPDATE users SET " + what + " WHERE user_id = $1";',
    'text += " WHERE site = \'" + site + "\'";',
    "run(database, statement, {});",
    "run(database, made(name), {});",
    'connections_.list(rows_where("site = \'" + site + "\'"), row_of);',
]
MARKUP = ['out += "<li>" + name;', 'return "<a href=\\"" + url;', 'out += \'<\'; out += tag;', 'fmt::format("</{}>", tag);',
          'return "class=\\"overdue\\"";']
WORDS = ['#include "core/base/text.h"', 'if (a < b) return "a < b";', 'throw Bug("x << y");', 'say("1 < 2");']


class CheckStatementsTest(unittest.TestCase):
    def found(self, line):
        return list(statements_not_literal(STORE, without_comments(line), TAKERS))

    def test_literals_and_constants_pass(self):
        for line in ALLOWED:
            with self.subTest(line):
                self.assertEqual(self.found(line), [])

    def test_what_a_value_gets_into_does_not(self):
        for line in REFUSED:
            with self.subTest(line):
                self.assertNotEqual(self.found(line), [])

    def test_names_the_line(self):
        self.assertEqual(self.found("a();\n\n" + REFUSED[1])[0][0], 3)

    def test_comments_say_what_they_like(self):
        self.assertEqual(self.found('// "SELECT " + name'), [])

    def test_tags_are_markup_and_comparisons_are_not(self):
        for line in MARKUP:
            with self.subTest(line):
                self.assertNotEqual(list(markup_in("handler/portal/page.cc", line)), [])
        for line in WORDS:
            with self.subTest(line):
                self.assertEqual(list(markup_in("handler/portal/page.cc", line)), [])


if __name__ == "__main__":
    unittest.main()
