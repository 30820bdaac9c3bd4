"""The names that a source keeps for itself, and those that two sources of one library both have. The files of a library
are compiled together (bancheng_units() in cmake/folders.cmake), so their anonymous namespaces are one."""
import re

WHY = "the files of a library are compiled together"

# What a declaration is taken apart into. Literals count as one piece; comments and directives are left out.
PIECE = re.compile(r'//[^\n]*|/\*.*?\*/|^[ \t]*#(?:[^\n\\]|\\.|\\\n)*|R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"'
                   r"|\b\d[\w.']*|'(?:[^'\\\n]|\\.)+'|\w+|::|->|[=!<>]=|\[\[|[^\s\w]|\n", re.S | re.M)
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)
TESTS = {"TEST", "TEST_F", "TEST_P", "INSTANTIATE_TEST_SUITE_P"}
TYPES = {"struct", "class", "enum", "union"}
OPENING, CLOSING = {"(", "[", "{", "[["}, {")", "]", "}"}


def pieces_of(code):
    """The pieces of the code, each with its line."""
    line = 1
    for found in PIECE.finditer(code):
        piece = found[0]
        if piece.strip() and not piece.startswith(("//", "/*")) and not piece.lstrip(" \t").startswith("#"):
            yield piece, line
        line += piece.count("\n")


def name_in(declaration):
    """The name that a declaration of a namespace introduces, or nothing. Its bodies are left out already."""
    words = [piece for piece in declaration if piece not in {"inline", "static", "constexpr", "const", ";"}]
    if not words or words[0] in TESTS or "operator" in words:
        return None
    if words[0] == "using":
        if len(words) > 1 and words[1] == "namespace":
            return "using namespace " + "".join(words[2:])
        return words[1] if "=" in words else words[-1]
    if words[0] in TYPES:
        names = [word for word in words[1:] if re.fullmatch(r"\w+", word) and word not in TYPES | {"final"}]
        if words[0] == "enum" or len(names) < 2 or ":" in words:
            return names[0] if names else None
    for at, word in enumerate(words):
        if word in {"(", "=", "{", "["} and at and re.fullmatch(r"\w+", words[at - 1]):
            # A definition of another namespace's member, such as `Reader::Reader(...)`, introduces no name.
            return None if at > 1 and words[at - 2] == "::" else words[at - 1]
    return words[-1] if re.fullmatch(r"\w+", words[-1]) else None


def without_angles(declaration):
    """The declaration without what stands between angle brackets before its name, such as template arguments."""
    kept, depth = [], 0
    for at, piece in enumerate(declaration):
        if piece in {"=", "("} and depth == 0:
            return kept + declaration[at:]
        depth += (piece == "<") - (piece == ">")
        if depth == 0 and piece != ">":
            kept.append(piece)
    return kept


def meaning_of(declaration):
    """What two files may both say: the same alias, or `using a::b`, since the compiler sees whether both are one."""
    if declaration[0] == "namespace" or "=" in declaration and declaration[0] == "using":
        return "".join(declaration)
    return "using" if declaration[0] == "using" else None


def own_names(code):
    """The names that a source declares in its anonymous namespaces: types, functions, values, and what `using` brings.
    Also its macros, and what is static or brought by `using` outside them. Yields each name with its line and its meaning:
    two files may bring the same by `using`, but no two may define a name."""
    for found in MACRO.finditer(code):
        yield found[1], code.count("\n", 0, found.start()) + 1, None
    spaces, declaration, depth, start = [], [], 0, 0
    for piece, line in pieces_of(code):
        start = start if declaration else line
        if depth == 0 and piece == "{" and "namespace" in declaration[:2] and "using" not in declaration:
            spaces.append("".join(declaration[1:]))
            declaration = []
            continue
        if depth == 0 and piece == "}" and not declaration:
            if spaces:
                spaces.pop()
            continue
        if depth == 0 or depth == 1 and piece in OPENING | CLOSING:
            declaration.append(piece)
        depth += (piece in OPENING) + (piece == "[[") - (piece in CLOSING)
        is_body = piece == "}" and depth == 0 and "=" not in declaration and declaration[0] != "using"
        if depth == 0 and (piece == ";" or is_body):
            name = name_in(without_angles(declaration))
            if name and ("" in spaces or declaration[0] in {"using", "static"}):
                yield name, start, meaning_of(declaration)
            declaration = []


def library_of(path, libraries):
    """The folder whose sources are compiled with this one: of tests their room, otherwise the nearest of `libraries`."""
    folder = path.rpartition("/")[0]
    if folder.startswith("tests/"):
        return "/".join(folder.split("/")[:3])
    while folder and folder not in libraries:
        folder = folder.rpartition("/")[0]
    return folder


def shared_names(sources, libraries):
    """The names that two files of one library both have: (path, line, message) each. `sources` are paths and code,
    `libraries` the folders that have a CMakeLists.txt."""
    homes = {}
    for path, code in sources.items():
        library = library_of(path, libraries)
        for name, line, meaning in own_names(code):
            other, its_line, its_meaning = homes.setdefault((library, name), (path, line, meaning))
            if other != path and (meaning is None or meaning != its_meaning):
                yield path, line, f"{name} is a name of {other}:{its_line} too; {WHY}"
