"""Makes a Hugo site that is equal to one of ours: the same windows, the same data, and templates cut from our own rendered
pages, so that both write the same HTML. Everything is arranged in Hugo's favour: one layout file for each shape of page
and no partials, no taxonomies, feeds or site maps, and whatever is no window page is only copied."""
import csv
import html
import re
import shutil

CONFIG = """baseURL = "http://example.invalid/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
"""

# Values of a window in the order in which they are looked for: longer ones hold shorter ones. What a window takes from
# one above it is worked out here, which Hugo then need not do.
PLACED = ("address", "hall", "place", "shown_phone", "dialled", "shown_hours", "phone_of", "hours_of", "parent", "area")


def rows_of(table):
    with open(table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def page_of(public, row):
    return (public / "windows" / row["id"] / "index.html").read_text(encoding="utf-8")


def nearest(row, field, by_id):
    """The row that says `field`: this one or the nearest above it."""
    while row and not row[field]:
        row = by_id.get(row["parent"])
    return row


def values_of(row, by_id):
    phone, hours = nearest(row, "phone", by_id), nearest(row, "hours", by_id)
    parent = by_id.get(row["parent"])
    return {"id": row["id"], "address": row["address"], "hall": row["hall"], "place": row["place"], "area": row["area"],
            "shown_phone": phone["phone"], "dialled": phone["phone"].replace("-", ""), "shown_hours": hours["hours"],
            "phone_of": "" if phone is row else phone["area"], "hours_of": "" if hours is row else hours["area"],
            "parent": parent["area"] if parent else "", "parent_id": parent["id"] if parent else ""}


def shape_of(row, by_id):
    """Windows of one shape have pages with the same rows, whatever stands in them."""
    return (row["level"], bool(row["phone"]), bool(row["hours"]),
            nearest(row, "phone", by_id)["level"], nearest(row, "hours", by_id)["level"])


def layout_of(page, values, below):
    """The rendered page with the window's values replaced by Hugo's way to say them."""
    text = page
    if below:
        items = re.search(r'(<ul class="window-list[^"]*">)(.*?)(</ul>)', text, re.S)
        item = re.search(r'<li><a href="([^"]*)' + re.escape(below[0]["id"]) + r'/">', items.group(2))
        line = '{{ range .Params.below }}<li><a href="' + item.group(1) + '{{ .id }}/">{{ .name }}</a></li>\n{{ end }}'
        text = text[:items.start(2)] + "\n" + line + text[items.end(2):]
    marks = {}
    for number, field in enumerate(PLACED):
        value = html.escape(values[field])
        if not value:
            continue
        if field in ("phone_of", "hours_of"):
            label = "电话" if field == "phone_of" else "接待时间"
            text = re.sub(rf"(<dt>{label}</dt><dd>[^<]*（){re.escape(value)}(）)",
                          lambda found, mark=f"\x00{number}\x00": found.group(1) + mark + found.group(2), text)
        else:
            text = text.replace(value, f"\x00{number}\x00")
        marks[f"\x00{number}\x00"] = "{{ .Params.%s }}" % field
    for before, after in (("/", "/"), ("=", '"'), ("/", '"')):
        text = text.replace(before + values["id"] + after, before + "{{ .Params.id }}" + after)
        if values["parent_id"]:
            text = text.replace(before + values["parent_id"] + after, before + "{{ .Params.parent_id }}" + after)
    for mark, said in marks.items():
        text = text.replace(mark, said)
    return text


def make(folder, public, table):
    """Writes the Hugo site into `folder` from our site's public folder and its table of windows. Returns how many layouts
    it took."""
    (folder / "layouts" / "windows").mkdir(parents=True)
    (folder / "content" / "windows").mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    rows = rows_of(table)
    by_id = {row["id"]: row for row in rows}
    below = {}
    for row in rows:
        below.setdefault(row["parent"], []).append(row)
    layouts = {}
    for row in rows:
        values, mine, shape = values_of(row, by_id), below.get(row["id"], []), shape_of(row, by_id)
        if shape not in layouts:
            layouts[shape] = f"shape{len(layouts)}"
            (folder / "layouts" / "windows" / f"{layouts[shape]}.html").write_text(
                layout_of(page_of(public, row), values, mine), encoding="utf-8")
        lines = ["---", f"title: {quoted(row['area'])}", f"layout: {layouts[shape]}",
                 *(f"{name}: {quoted(value)}" for name, value in values.items() if value)]
        if mine:
            lines += ["below:", *(f"  - {{id: {quoted(one['id'])}, name: {quoted(one['area'])}}}" for one in mine)]
        (folder / "content" / "windows" / f"{row['id']}.md").write_text("\n".join([*lines, "---", ""]), encoding="utf-8")
    shutil.copytree(public, folder / "static", ignore=lambda at, names: names if at.endswith("/windows") else [])
    return len(layouts)

