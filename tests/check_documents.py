#!/usr/bin/env python3
"""Checks documents that nothing else reads: both manuals say the same, every block of theirs is run by a test and followed
by what is seen, every test that docs/mlps-level-2.md names is there, and every link leads somewhere."""
import functools
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
for folder in ("programs", "requirements"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
import check as requirements  # noqa: E402  which tests there are
import documents  # noqa: E402

MANUALS = {"en": "docs/operating.md", "zh": "docs/operating.zh-CN.md"}
LEVEL_2 = "docs/mlps-level-2.md"
# The points of level 2 in which an application can have a part.
POINTS = {
    "安全计算环境": ["身份鉴别 a", "身份鉴别 b", "身份鉴别 c", "访问控制 a", "访问控制 b", "访问控制 c", "访问控制 d", "安全审计 a",
               "安全审计 b", "安全审计 c", "入侵防范 a", "入侵防范 b", "入侵防范 c", "入侵防范 d", "入侵防范 e", "恶意代码防范",
               "可信验证", "数据完整性", "数据备份恢复 a", "数据备份恢复 b", "剩余信息保护", "个人信息保护 a", "个人信息保护 b"],
    "安全管理中心": ["系统管理 a", "系统管理 b", "审计管理 a", "审计管理 b"],
}
NAMED = re.compile(r"`(tests/[^`]+)`：((?:`[^`]+`、?)+)")


def differences_of_sections(one, other):
    """What differs between the sections of the manuals, which stand in the same order."""
    if [section.level for section in one] != [section.level for section in other]:
        titles = [[section.title for section in sections if section.level == 2] for sections in (one, other)]
        yield f"other headings: {titles[0]} and {titles[1]}"
        return
    for english, chinese in zip(one, other):
        for code in sorted(english.code ^ chinese.code):
            missing = MANUALS["zh" if code in english.code else "en"]
            yield f"'{english.title}', '{chinese.title}': `{code}` is missing in {missing}"
        if english.rows != chinese.rows:
            yield f"'{english.title}', '{chinese.title}': tables of {english.rows} and {chinese.rows} lines"


def differences_of_blocks(one, other):
    if len(one) != len(other):
        yield f"{len(one)} and {len(other)} blocks"
    for english, chinese in zip(one, other):
        if (english.language, english.runner, english.commands) != (chinese.language, chinese.runner, chinese.commands):
            yield f"line {english.line} and line {chinese.line}: other commands or another mark"


def mistakes_in_blocks(language, path, blocks, root):
    for block in blocks:
        for opening in documents.SEEN[language]:
            if not documents.sentence_behind(block, opening):
                yield f"{path}:{block.line}: no '{opening.strip()}' behind the block"
        if block.runner:
            runner = root / block.runner
            if not runner.is_file():
                yield f"{path}:{block.line}: there is no {block.runner}"
            elif MANUALS["en"] not in runner.read_text(encoding="utf-8"):
                yield f"{path}:{block.line}: {block.runner} does not read {MANUALS['en']}"


def mistakes_in_manuals(root):
    read = {language: documents.read(root / path) for language, path in MANUALS.items()}
    yield from differences_of_sections(read["en"][0], read["zh"][0])
    yield from differences_of_blocks(read["en"][1], read["zh"][1])
    for language, path in MANUALS.items():
        yield from mistakes_in_blocks(language, path, read[language][1], root)


@functools.lru_cache
def tests_in(path):
    return requirements.tests_in(path)


def mistakes_in_row(cells, root):
    """A row of the table: its point, what it asks, the conclusion, how that is shown, what is left to people."""
    point, _, conclusion, shown, left = cells
    named = NAMED.findall(shown)
    for path, names in named:
        if not (root / path).is_file():
            yield f"{point}: there is no {path}"
            continue
        for name in re.findall(r"`([^`]+)`", names):
            if name not in tests_in(root / path):
                yield f"{point}: there is no {name} in {path}"
    if conclusion == "不由软件满足":
        if "原因：" not in shown:
            yield f"{point}: no reason why the software does not meet it"
    elif conclusion not in ("满足", "部分"):
        yield f"{point}: the conclusion is '{conclusion}'"
    elif not named:
        yield f"{point}: no test shows it"
    if conclusion != "满足" and not left:
        yield f"{point}: says not what is left to people"


def mistakes_in_level_2(root):
    sections = {section.title: section for section in documents.read(root / LEVEL_2)[0]}
    for title, points in POINTS.items():
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in sections[title].lines
                if line.startswith("|")][2:]
        if [row[0] for row in rows] != points:
            yield f"{title}: the points are {[row[0] for row in rows]}"
        for row in rows:
            yield from mistakes_in_row(row, root) if len(row) == 5 else [f"{row[0]}: {len(row)} cells"]


def mistakes_in_links_of(path, root):
    for number, target in documents.links_in(path):
        file, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        to = (path.parent / file).resolve() if file else path
        if not to.exists():
            yield f"{path.relative_to(root)}:{number}: there is no {file}"
        elif anchor and anchor not in documents.anchors_of(to):
            yield f"{path.relative_to(root)}:{number}: {file or path.name} has no heading '{anchor}'"


def mistakes_in_links(root):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"], cwd=root,
                            check=True, capture_output=True, text=True).stdout
    for name in listed.splitlines():
        if not name.startswith(("content/", "tests/")) and (root / name).is_file():
            yield from mistakes_in_links_of(root / name, root)


def mistakes(root):
    yield from mistakes_in_manuals(root)
    yield from (f"{LEVEL_2}: {mistake}" for mistake in mistakes_in_level_2(root))
    yield from mistakes_in_links(root)


def main():
    found = list(mistakes(ROOT))
    for mistake in found:
        print(mistake)
    print(f"check_documents: {len(found)} problems" if found else "check_documents: clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
