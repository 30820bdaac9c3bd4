"""Checks what C++ puts together as text: SQL out of literals and $-placeholders alone, so that no value ever becomes
part of a statement; and no markup, which belongs to templates, where it is escaped. Each check yields (line, message)."""
import re

LITERAL = re.compile(r'R"\((?:.*?)\)"|"(?:[^"\\\n]|\\.)*"', re.S)
# A text with `sql` for its name is one that another check has seen: where it is built, or at each call that hands it over.
SQL_NAME = "sql"
BEGINS_SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|WITH|FROM|WHERE|AND|OR|VALUES|SET|"
                        r"ORDER BY|GROUP BY|LIMIT|RETURNING|UNION|JOIN)\b[ (]")
# What may stand between the literals of a statement: constants, and the words of dialect.h.
CONSTANT = r"(?:\w+::)*k[A-Z]\w*(?:\.at\([^()]*(?:\([^()]*\)[^()]*)*\))?"
HARMLESS = re.compile(rf"std::string(?:_view)?\({CONSTANT}\)|{CONSTANT}|dialect::\w+\(\s*L\s*\)|\brows_where\(\s*[L+\s]*\)|"
                      rf"\bstd::string\({SQL_NAME}\)|\b{SQL_NAME}\b|\bL\b|\+|\s")
# Where statements are made out of parts, and why no value gets into them.
SQL_BUILDERS = {
    "handler/store/cases/case_lists.cc": "class Conditions takes names of columns from this file and gives placeholders",
    "handler/store/cases/case_rows.cc": "the columns' names come from the one table in this file",
    "handler/store/repair.cc": "copies whole tables: their names and the number of columns come from the new database",
    "handler/store/database/dialect.h": "its arguments are placeholders and names of columns",
    "handler/store/postgres/postgres_connection.cc": "hands statements over, and names cursors by a count",
    "handler/store/sqlite/sqlite_connection.cc": "hands statements over",
    "handler/store/sqlite/sqlite_database.cc": "has a table of settings",
}

MARKUP = re.compile(r"</?[a-zA-Z!{]|(?<!<)</?$|\b(?:href|src|class|style|action|on[a-z]+)=\\?[\"']")
# Where C++ knows of tags, and why.
MARKUP_HOMES = {
    "core/page/markdown.cc": "writes the elements of Markdown, escaped",
    "core/page/whole_words.cc": "keeps words of finished pages together",
    "core/site/portal_part.cc": "writes a portal's head and foot anew from what it let in",
    "core/page/template_source.cc": "reads: elements whose blanks count",
    "core/input/html_scan.cc": "reads our own pages, and what authors put around them",
    "generator/search/main_text.cc": "reads our own pages for their words",
}


def without_comments(code):
    """The same text with blanks for comments, so that places stay."""
    def blank(match):
        return match[0] if match[0].startswith(("R\"", '"', "'")) else re.sub(r"[^\n]", " ", match[0])
    return re.sub(r'R"\(.*?\)"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/', blank, code, flags=re.S)


def with_marks(code):
    """Literals as `L` of the same length, so that commas and brackets in them mean nothing."""
    return LITERAL.sub(lambda match: "L".ljust(len(match[0])) if "\n" not in match[0]
                       else "L" + re.sub(r"[^\n]", " ", match[0][1:]), code)


def end_of_argument(text, at):
    depth = 0
    for place in range(at, len(text)):
        if text[place] in "([{":
            depth += 1
        elif text[place] in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and text[place] in ",;"):
            return place
    return len(text)


def begin_of_argument(text, at):
    depth = 0
    for place in range(at - 1, -1, -1):
        if text[place] in ")]}":
            depth += 1
        elif text[place] in "([{":
            depth -= 1
        if depth < 0 or (depth == 0 and text[place] in ",;=?:{}" and "::" not in text[place - 1:place + 2]):
            return place + 1
    return 0


def is_harmless(argument):
    return not HARMLESS.sub("", re.sub(r"^\s*return\b", "", argument)).strip()


def line_of(code, at):
    return code.count("\n", 0, at) + 1


def takers_of_sql(sources):
    """Names of functions with a parameter `std::string_view sql`, and which of their parameters it is."""
    takers = {}
    for code in sources:
        for found in re.finditer(r"\b(\w+)\(([^()]*\bstd::string_view sql\b)", code):
            takers.setdefault(found[1], set()).add(found[2].count(","))
    return takers


def statements_not_literal(path, code, takers):
    """Calls that hand over other SQL than literals, and literals of SQL that something is joined to."""
    if path in SQL_BUILDERS:
        return
    marked = with_marks(code)
    for call in re.finditer(r"\b(" + "|".join(map(re.escape, takers)) + r")\(", marked):
        before = re.search(r"([\w>&*]+)\s+(?:\w+::)*$", marked[:call.start()])
        if before and before[1] not in ("return", "throw"):
            continue  # a declaration
        arguments = []
        at = call.end()
        while at < len(marked):
            end = end_of_argument(marked, at)
            arguments.append((at, marked[at:end]))
            if end >= len(marked) or marked[end] != ",":
                break
            at = end + 1
        candidates = [arguments[index] for index in takers[call[1]] if index < len(arguments)]
        # Of a method and a function of one name, one parameter is the statement.
        texts = [one for one in candidates if not one[1].strip().startswith("[")]
        if texts and not any(is_harmless(argument) for _, argument in texts):
            yield line_of(code, texts[0][0] + len(texts[0][1]) - len(texts[0][1].lstrip())), \
                "SQL is a literal; what varies is a value for a $-placeholder"
    for literal in LITERAL.finditer(code):
        if not BEGINS_SQL.match(literal[0].lstrip('R("') if literal[0].startswith("R") else literal[0][1:]):
            continue
        begin = begin_of_argument(marked, literal.start())
        argument = marked[begin:end_of_argument(marked, literal.start())]
        joined = argument.strip() != "L" and not is_harmless(argument)
        before = marked[:begin]
        formatted = re.search(r"\b(?:format|append|sprintf|snprintf)\(\s*$|\+=$", before)
        if joined or formatted:
            yield line_of(code, literal.start()), "SQL is a literal; what varies is a value for a $-placeholder"


def markup_in(path, code):
    """Literals that hold tags or attributes."""
    if path in MARKUP_HOMES:
        return
    for literal in LITERAL.finditer(code):
        line = code[code.rfind("\n", 0, literal.start()) + 1:literal.start()]
        if MARKUP.search(literal[0].strip('"')) and not line.lstrip().startswith("#include"):
            yield line_of(code, literal.start()), "markup belongs in site_templates"
    for found in re.finditer(r"(?:\+=|\+|append\(|push_back\()\s*'<'", code):
        yield line_of(code, found.start()), "markup belongs in site_templates"
