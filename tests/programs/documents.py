"""Reads documents for tests: sections, fenced blocks with their marks, code in sentences, tables and links."""
import dataclasses
import re

HEADING = re.compile(r"^(#{1,4}) (.+)$")
FENCE = re.compile(r"^```(\w*)\s*$")
# Before a block that another test runs, with the reason why it is not run beside the others.
MARK = re.compile(r"^<!-- run by (\S+): (.+) -->$")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")

# The two sentences behind each block, by language.
SEEN = {"en": ("**You see**: ", "**If not**: "), "zh": ("**看到什么**：", "**没看到怎么办**：")}


@dataclasses.dataclass
class Block:
    """A fenced block: `text` without the fences, `runner` and `reason` of its mark, the prose up to the next block."""
    line: int
    section: str
    language: str
    text: str
    runner: str = ""
    reason: str = ""
    after: list = dataclasses.field(default_factory=list)

    @property
    def commands(self):
        """The commands of a shell block: without comments, with continued lines joined."""
        joined = re.sub(r"\\\n\s*", "", self.text)
        lines = [re.sub(r"\s+# .*$", "", line) for line in joined.splitlines()]
        return [line for line in lines if line.strip() and not line.startswith("#")]


@dataclasses.dataclass
class Section:
    """What stands between two headings."""
    title: str
    level: int
    lines: list = dataclasses.field(default_factory=list)

    @property
    def code(self):
        """The code in its sentences and tables, each once; without blocks, and without what is printed."""
        told = [part for part in "\n".join(self.lines).split("\n\n")
                if not part.lstrip().startswith(tuple(seen.strip() for seen, _ in SEEN.values()))]
        return {code.replace("\n", " ") for code in CODE.findall("\n\n".join(told))}

    @property
    def rows(self):
        return sum(line.startswith("|") for line in self.lines)


def read(path):
    """The sections and the blocks of a Markdown file."""
    sections, blocks = [Section("", 0)], []
    fence, before = None, ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = FENCE.match(line)
        if fence is not None:
            if found:
                fence = None
            else:
                fence.text += line + "\n"
        elif found:
            mark = MARK.match(before)
            fence = Block(number, sections[-1].title, found[1], "", *(mark.groups() if mark else ()))
            blocks.append(fence)
        elif heading := HEADING.match(line):
            sections.append(Section(heading[2], len(heading[1])))
        else:
            if not MARK.match(line):
                sections[-1].lines.append(line)
            if blocks and blocks[-1].section == sections[-1].title:
                blocks[-1].after.append(line)
        before = line
    return sections, blocks


def sentence_behind(block, opening):
    """The paragraph behind a block that begins with `opening`, without it; None if there is none."""
    text = "\n".join(block.after)
    found = re.search(re.escape(opening.strip()) + r"\s*((?:.+\n?)+)", text)
    return found[1].replace("\n", " ").strip() if found else None


def links_in(path):
    """The targets of links outside of blocks, with their lines."""
    is_code = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        is_code ^= line.startswith("```")
        if not is_code:
            for target in LINK.findall(CODE.sub("", line)):
                yield number, target


def anchors_of(path):
    """The names under which a reader of Markdown on the web finds the headings."""
    for section in read(path)[0]:
        words = re.sub(r"[^\w\- ]", "", section.title.lower())
        yield words.replace(" ", "-")
