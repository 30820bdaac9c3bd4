"""The text of a page as blocks, what one paragraph, row, item or heading says, and the search for words that stand side by side."""
import html.parser
import re

# A block begins and ends with each of these; a row of a table is one block, so that its cells stand together.
BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "dt", "dd", "caption", "section", "div", "ul", "ol", "table", "dl",
          "main", "header", "footer", "nav", "form", "fieldset", "legend", "label", "option", "button", "summary", "text",
          "title", "desc", "figure", "figcaption", "aside", "article", "body", "blockquote"}
SILENT = {"script", "style", "head"}


class PageText(html.parser.HTMLParser):
    """Collects blocks; blanks between words are kept as one."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.current, self.silent, self.row = [], [], 0, 0

    def end_block(self):
        text = re.sub(r"\s+", " ", "".join(self.current)).strip()
        if text:
            self.blocks.append(text)
        self.current = []

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag == "tr":
            self.end_block()
            self.row += 1
        elif tag in BLOCKS and not self.row:
            self.end_block()
        elif tag in BLOCKS or tag in ("td", "th", "br"):
            self.current.append(" ")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag == "tr":
            self.row -= 1
            self.end_block()
        elif tag in BLOCKS and not self.row:
            self.end_block()

    def handle_data(self, data):
        if not self.silent:
            self.current.append(data)


def blocks_of(markup):
    """The blocks of a page in their order, as lists of text without markup."""
    reader = PageText()
    reader.feed(markup)
    reader.close()
    reader.end_block()
    return reader.blocks


def squeezed(text):
    """The text without blanks: they are layout, also in a name of two characters."""
    return re.sub(r"[\s\u3000]+", "", text)


def rows_of(text):
    """The rows of published.txt or filled.txt by their ID: a list of (site, page, words) each."""
    rows = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, site, page, words = (part.strip() for part in line.split("|"))
        rows.setdefault(name, []).append((site, page, words))
    return rows


def is_said(block, words):
    """Whether all words stand in the block, in this order."""
    return re.search(".*?".join(re.escape(squeezed(word)) for word in words), block) is not None


def says(markup, words):
    """Whether blocks of the page that follow each other say the words, as published.txt describes them."""
    blocks = [squeezed(block) for block in blocks_of(markup)]
    wanted = [[word.strip() for word in part.split(" > ")] for part in words.split(" >> ")]
    return any(all(is_said(block, part) for block, part in zip(blocks[start:], wanted))
               for start in range(len(blocks) - len(wanted) + 1))
