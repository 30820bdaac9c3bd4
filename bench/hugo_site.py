"""Makes a Hugo site equal to one of ours, in usual Hugo style: a base template with partials, nested sections for the
tree of windows, front matter with only the window's own values, and inherited values looked up in its ancestors. The
text around the values is cut from our rendered pages, so that both write the same HTML. The comparison favours Hugo: no
taxonomies, feeds or site maps, no link check, no sync, and pages other than windows are only copied."""
import csv
import html
import re
import shutil

CONFIG = """baseURL = "http://example.invalid/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "home"]
"""

FIELDS = ("id", "level", "area", "hall", "place", "address", "phone", "hours")

# The nearest window with the field: this one or an ancestor.
INHERITED = """{{- $from := .page -}}
{{- if not (index .page.Params .field) -}}
{{- range .page.Ancestors -}}{{- if index .Params $.field -}}{{- $from = . -}}{{- break -}}{{- end -}}{{- end -}}
{{- end -}}
{{- return $from -}}
"""

# A village's name includes its town.
NAME = """{{- if eq .Params.level "village" -}}{{- .Parent.Params.area -}}{{- end -}}{{- .Params.area -}}"""

def rows_of(table):
    with open(table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def page_of(public, row):
    return (public / "windows" / row["id"] / "index.html").read_text(encoding="utf-8")


def answer_to(page, label):
    """The value with this label in the page's list of facts."""
    return re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", page).group(1)


def tree(rows):
    """Returns the rows by id, and for each row the ids of its ancestors, the highest first."""
    by_id = {row["id"]: row for row in rows}

    def above(row):
        parent = by_id.get(row["parent"])
        return above(parent) + [parent["id"]] if parent else []

    return by_id, {row["id"]: above(row) for row in rows}


def own_and_inherited(samples, field, label, expression, by_id):
    """A Hugo template for a value that may be inherited, made from a page that has it and one that does not."""
    def said(row):
        at = row
        while not at[field]:
            at = by_id[at["parent"]]
        text = answer_to(samples[row["id"]], label)
        if at is not row:
            text = text.replace(html.escape(at["area"]), "{{ $from.Params.area }}", 1)
        for value, way in expression(at[field]):
            text = text.replace(value, way)
        return text

    own = next(row for row in by_id.values() if row["id"] in samples and row[field])
    taken = next(row for row in by_id.values() if row["id"] in samples and not row[field])
    return ('{{ $from := partial "inherited.html" (dict "page" . "field" "' + field + '") }}{{ if eq $from . }}' + said(own) +
            "{{ else }}" + said(taken) + "{{ end }}")


def phone_ways(value):
    return [(value.replace("-", ""), '{{ strings.Replace $from.Params.phone "-" "" }}'), (value, "{{ $from.Params.phone }}")]


def hours_ways(value):
    return [(value, "{{ $from.Params.hours }}")]


def layouts_of(samples, by_id):
    """The files of the layouts folder, by name."""
    village = next(row for row in by_id.values() if row["id"] in samples and row["level"] == "village")
    town = by_id[village["parent"]]
    county = by_id[town["parent"]]
    page = samples[village["id"]]
    name = html.escape(town["area"] + village["area"])
    page = page.replace(name, '{{ partial "name.html" . }}')
    page = page.replace("window=" + village["id"] + '"', 'window={{ .Params.id }}"')
    levels = " ".join(quoted(row["level"]) + " " + quoted(answer_to(samples[row["id"]], "窗口级别"))
                      for row in (village, town, county))
    values = {"窗口级别": "{{ index (dict " + levels + ") .Params.level }}", "在哪里": "{{ .Params.hall }}",
              "具体位置": "{{ .Params.place }}", "地址": "{{ .Params.address }}",
              "电话": own_and_inherited(samples, "phone", "电话", phone_ways, by_id),
              "接待时间": own_and_inherited(samples, "hours", "接待时间", hours_ways, by_id)}
    for label, way in values.items():
        page = page.replace(f"<dt>{label}</dt><dd>{answer_to(page, label)}</dd>", f"<dt>{label}</dt><dd>{way}</dd>")
    parent = re.search(r"<div><dt>上级窗口</dt>.*?</div>", page).group(0)
    above = parent.replace(town["id"], "{{ .Params.id }}").replace(html.escape(town["area"]), '{{ partial "name.html" . }}')
    page = page.replace(parent, "{{ if not .Parent.IsHome }}{{ with .Parent }}" + above + "{{ end }}{{ end }}")
    below = re.search(r'<section aria-labelledby="below">.*?</section>', samples[town["id"]], re.S).group(0)
    items = re.search(r"(<ul[^>]*>\n)(.*?)(</ul>)", below, re.S)
    line = ('{{ range .Pages }}<li><a href="../../windows/{{ .Params.id }}/">{{ .Params.area }}</a></li>\n{{ end }}')
    below = below[:items.start(2)] + line + below[items.end(2):]
    mark = '<p class="no-print">'
    head, main = page.split("<main", 1)
    main, foot = main.split("</main>", 1)
    single = '{{ define "main" }}<main' + main + "</main>{{ end }}"
    listed = single.replace(mark, below + "\n" + mark, 1)
    return {"_default/baseof.html": '{{ partial "head.html" . }}{{ block "main" . }}{{ end }}{{ partial "foot.html" . }}',
            "_default/single.html": single, "_default/list.html": listed, "partials/head.html": head,
            "partials/foot.html": foot, "partials/inherited.html": INHERITED, "partials/name.html": NAME}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make(folder, public, table):
    """Writes the Hugo site into `folder` from our site's public folder and its table of windows."""
    rows = rows_of(table)
    by_id, above = tree(rows)
    parents = {row["parent"] for row in rows}
    samples = {}
    for row in rows:
        if row["level"] not in {by_id[known]["level"] for known in samples}:
            samples.update({one: page_of(public, by_id[one]) for one in above[row["id"]] + [row["id"]]})
    for name, text in layouts_of(samples, by_id).items():
        write(folder / "layouts" / name, text)
    write(folder / "config.toml", CONFIG)
    for weight, row in enumerate(rows, start=1):
        lines = ["---", f"title: {quoted(row['area'])}", f"url: /windows/{row['id']}/", f"weight: {weight}",
                 *(f"{field}: {quoted(row[field])}" for field in FIELDS if row[field]), "---", ""]
        place = folder.joinpath("content", *above[row["id"]])
        is_branch = row["id"] in parents
        write(place / row["id"] / "_index.md" if is_branch else place / (row["id"] + ".md"), "\n".join(lines))
    shutil.copytree(public, folder / "static", ignore=lambda at, names: names if at.endswith("/windows") else [])
