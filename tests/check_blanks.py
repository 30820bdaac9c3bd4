#!/usr/bin/env python3
"""Checks that no blank is typed between a Chinese character and a number or a Latin letter in what people read: browsers
make that gap themselves (text-autospace in site.css), and typed by some writers only, it looks like an accident. Reads the
texts and the content; comments of YAML are free. The files of a new site are examples of what authors type, and pages
print them as typed. Prints each as file:line and exits 1."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["site_templates/text", "content"]
ENDINGS = {".yaml", ".md", ".csv", ".html", ".json"}
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# A placeholder whose name says that it is a number; names of things may stand apart.
NUMBER = r"\{(?:[a-z_]*_)?(?:hotline|hours|phone|count|days|minutes|year)\}"
BLANK = re.compile(f"(?<=[{HAN}])[ \u00a0]+(?=[0-9A-Za-z]|{NUMBER})|(?<=[0-9A-Za-z%])[ \u00a0]+(?=[{HAN}])"
                   f'|(?<=[{HAN}]) (?="$)')  # a text that a number follows on the page
AFTER_NUMBER = re.compile(f"{NUMBER}([ \u00a0]+)(?=[{HAN}])")


def comment_of(line):
    """Where the comment of a line of YAML begins; the end of the line if it has none."""
    for mark in re.finditer(r"(?:^|(?<=\s))#", line):
        before = line[:mark.start()]
        if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
            return len(before.rstrip())
    return len(line)


def blanks_in(path, line):
    """The spans of the blanks in one line that should not be there."""
    end = comment_of(line) if path.suffix == ".yaml" else len(line)
    spans = [found.span() for found in BLANK.finditer(line)] + [found.span(1) for found in AFTER_NUMBER.finditer(line)]
    return sorted(span for span in spans if span[1] < end)


def files(root):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *FOLDERS], cwd=root,
                            check=True, capture_output=True, text=True).stdout.splitlines()
    return [root / path for path in listed if pathlib.Path(path).suffix in ENDINGS and (root / path).is_file()]


def main():
    problems = 0
    for path in files(ROOT):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            for start, end in blanks_in(path, line):
                problems += 1
                near = line[max(0, start - 8):end + 8]
                print(f"{path.relative_to(ROOT)}:{number}: take out the blank in '{near}'")
    print(f"check_blanks: {f'{problems} problems' if problems else 'clean'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
