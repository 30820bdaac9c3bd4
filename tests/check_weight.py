#!/usr/bin/env python3
"""Checks what the first visit to a home page costs: python3 check_weight.py PUBLIC_FOLDER. Of each site and the list of sites,
in both editions, it counts the page and what a browser loads with it, before compression. Exits 1 above the budget, or if a
page lacks the stylesheet of its classes: what the home pages are spared, the others must load."""
import pathlib
import re
import sys

MOST_BYTES = 27_000
MOST_REQUESTS = 4
# Preloaded by no browser: the manifest and the large icon, which are for home screens.
LOADED = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"|<(?:script|img)[^>]* src="([^"]+)"')


def first_visit(page):
    """Pairs of a file and its bytes."""
    html = page.read_text(encoding="utf-8")
    files = [page] + [page.parent / (found[1] or found[2]) for found in LOADED.finditer(html)]
    return [(file.resolve(), file.stat().st_size) for file in dict.fromkeys(files)]


def classes_styled(css):
    return set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def pages_without_their_styles(public):
    """A line for each page that uses a class of pages.css and loads no stylesheet that has it."""
    sheets = {file.name: classes_styled(file.read_text(encoding="utf-8")) for file in public.rglob("*.css")}
    apart = set().union(*(classes for name, classes in sheets.items() if name.startswith("pages")))
    if not apart:
        yield "no stylesheet is called pages"
    for page in sorted(public.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}
        loaded = set().union(*(sheets[pathlib.PurePath(path).name] for path in re.findall(r'href="([^"]+\.css)"', html)))
        if lacking := used & apart - loaded:
            yield f"{page.relative_to(public)} loads no stylesheet for {', '.join(sorted(lacking))}"


def main():
    public = pathlib.Path(sys.argv[1])
    homes = sorted([*public.glob("*.html"), *public.glob("*/index.html"), *public.glob("*/large/index.html")])
    homes = [home for home in homes if home.name != "404.html"]
    if len(homes) < 4:
        print(f"{public} has only {len(homes)} home pages")
        return 1
    failed = False
    for home in homes:
        visit = first_visit(home)
        total = sum(size for _, size in visit)
        too_much = total > MOST_BYTES or len(visit) > MOST_REQUESTS
        failed = failed or too_much
        print(f"{home.relative_to(public)}: {total} bytes in {len(visit)} requests{': too much' if too_much else ''}")
        if too_much:
            print(*(f"  {size:6} {file.name}" for file, size in visit), sep="\n")
    for lacking in pages_without_their_styles(public):
        failed = True
        print(lacking)
    print(f"at most {MOST_BYTES} bytes in {MOST_REQUESTS} requests")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
