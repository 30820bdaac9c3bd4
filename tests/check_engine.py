#!/usr/bin/env python3
"""Checks styles and scripts against what a five-year-old web view knows (Chromium 78, as in WeChat on old phones). The lists
are pinned: a property, value, selector or member that is in none of them is printed with its place, and the exit is 1.
Who adds one looks up since when Chromium knows it: until 78 it belongs to KNOWN_..., later to NEWER with the reason why
the page is whole without it, or it is not used."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STATIC = "site_templates/static/"

# Properties, each with the words that their values may have; lengths, numbers, colours and strings may stand anywhere.
# The first row holds those without words of their own.
KNOWN_PROPERTIES = {
    **dict.fromkeys("""-webkit-text-size-adjust border-color border-left-color border-radius border-top-width border-width
        counter-increment counter-reset fill flex-basis font-family font-size font-weight left letter-spacing line-height
        margin-bottom margin-left margin-right margin-top max-height min-height min-width opacity orphans outline-offset
        padding padding-bottom padding-left padding-right padding-top page right scroll-padding-top stroke stroke-width
        text-indent top widows z-index grid-column grid-gap""".split(), ""),
    "-webkit-print-color-adjust": "exact", "align-items": "baseline center flex-end flex-start stretch",
    "align-self": "center flex-end flex-start stretch", "background": "", "background-color": "transparent",
    "border": "dashed solid transparent", "border-bottom": "dashed solid", "border-collapse": "collapse", "border-left": "dashed solid",
    "border-right": "dashed solid", "border-style": "solid", "border-top": "dashed solid", "bottom": "",
    "box-sizing": "border-box", "break-after": "avoid page", "break-before": "avoid page", "break-inside": "avoid",
    "clear": "both", "columns": "", "color": "inherit transparent", "content": "attr counter", "cursor": "pointer",
    "display": "block flex grid inline inline-block list-item table table-cell", "filter": "grayscale", "flex": "",
    "flex-direction": "column row", "flex-wrap": "wrap", "float": "left right", "font": "inherit",
    "font-style": "normal", "grid-row": "span", "grid-template-columns": "minmax", "grid-template-rows": "minmax",
    "height": "", "justify-content": "center flex-end space-between", "justify-self": "center end start",
    "line-break": "strict", "list-style": "", "margin": "", "max-width": "", "outline": "solid",
    "overflow": "hidden visible", "overflow-wrap": "break-word normal", "overflow-x": "", "page-break-after": "avoid always",
    "page-break-before": "avoid always", "page-break-inside": "avoid", "position": "absolute relative static",
    "resize": "vertical", "scroll-margin-top": "", "scroll-behavior": "", "size": "A4 landscape portrait", "table-layout": "fixed",
    "text-align": "center left right", "text-decoration": "underline", "text-overflow": "ellipsis",
    "transform": "rotate translate scale",
    "transition": "", "vertical-align": "bottom middle top baseline", "visibility": "hidden visible",
    "white-space": "normal nowrap pre pre-line pre-wrap", "width": "", "word-break": "break-all keep-all normal",
}
ANYWHERE = set("auto calc inherit initial none".split())
FREE = {"font-family", "counter-increment", "counter-reset", "page", "content"}  # their words are names
UNITS = set("px em rem % pt mm fr deg".split())
# Chromium 78 skips a declaration that it does not know, and only that one.
NEWER = {
    "text-wrap": "without it a heading's last line may be short",
    "text-autospace": "without it no gap stands between a Chinese character and a number",
    "text-spacing-trim": "without it a line may begin with half a blank",
    "text-decoration-thickness": "without it a link under the mouse is underlined as before",
    "text-underline-offset": "without it underlines touch the characters",
    "print-color-adjust": "the name with -webkit- stands beside it",
    "overflow-wrap: anywhere": "without it a very long word widens its cell",
    "page: receipt": "without it the receipt prints on A4",
}
KNOWN_SELECTORS = set(""":active :after :before ::after ::before :checked :disabled :empty :first-child :first-of-type :focus
    :focus-within :hover :last-child :last-of-type :link :not :nth-child :nth-of-type :only-child :target :visited""".split())
# A rule with an unknown selector is skipped whole, so all its selectors must have one.
NEWER_SELECTORS = {":focus-visible": "`:focus` alone draws the frame then, for the mouse too"}
KNOWN_MEDIA = set("all and max-width min-width not prefers-reduced-motion print reduce screen".split())

# Members of objects, of the language and of the page, as of Chromium 78.
KNOWN_MEMBERS = set("""abort action add addEventListener addRange all appendChild apply assign bind Blob blur body
    byteLength call catch ceil charAt charCodeAt checked children classList className click clipboard cloneNode
    closest code concat contains cookie createElement createRange createTextNode CSS currentScript currentTarget
    data dataset default defaultValue delete description detail disabled dispatchEvent document documentElement
    DOMParser drawImage elements enctype endsWith entries error every exec execCommand fetch files fillRect
    fillStyle filter find findIndex firstChild floor focus forEach form forms from fromCharCode get getAttribute
    getContext getElementById getElementsByName getItem getSelection getTime getUint16 getUint32 has hasAttribute
    hash hasOwnProperty head height hidden history href id imul includes indexOf innerText input insertBefore
    isArray items join json key keys lastIndex lastIndexOf length localStorage location log map match matches max
    min name naturalHeight naturalWidth navigation nextElementSibling nextSibling now ok onclick onerror onload open
    options origin padStart parentNode parse parseFromString pathname persisted pop preventDefault
    previousElementSibling print Promise prototype push pushState querySelector querySelectorAll readAsDataURL
    readyState reduce reload remove removeAllRanges removeAttribute removeChild removeEventListener removeItem
    repeat replace replaceState reportValidity required reset resolve result returnValue round scrollIntoView search
    select selected selectedIndex selectNodeContents sessionStorage set setAttribute setCustomValidity setItem
    setSelectionRange setTimeout setTransform shift size slice some sort splice split src startsWith state status
    stopPropagation stringify style submit substr substring supports tagName target test text textContent then title
    toBlob toISOString toLowerCase toString toTimeString toUpperCase trim type unshift URLSearchParams value values
    width window writeText""".split())
NEWER_SYNTAX = {
    r"\?\.(?=[A-Za-z_\[(])": "optional chaining (80)", r"\?\?": "?? (80)",
    r"(\|\||&&)=": "assignment by || or && (85)", r"\bstatic\s*\{": "a static block (94)",
}
# What a program names itself: properties of its own objects, of data-... attributes and of the search's files.
OWN_MEMBERS = {
    "search.js": set("""MOST MOST_TERMS NEAR SHORTEST_NAME bare bits build chunk cover duty entries failed folded hashOf hits index
        isNear known leads ledTo likely matching namedBy near nearTo none otherwise page pages partly piecesOf rank ranked
        same searchMatch searchWords tables termsOf termsOfPiece terms tooShort working led""".split()),
    "search_match.js": set("""CHINESE SHORTEST_NAME cover end held kinds known length named order page pages place rank rarest
        searchMatch searchWords sum terms unit village""".split()),
    "search_words.js": set("""answers cover known longest named page plain same searchWords skip ends unit units
        words""".split()),
    "draft.js": set("clear line lineAfter link since until".split()),
    "files.js": set("drop sending preparing most each room tooMany tooLarge tooMuch".split()),
    "reload.js": {"banchengDev"},
}
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|//[^\n]*|/\*.*?\*/', re.S)
# A regular expression follows an operator or a bracket.
REGEX = re.compile(r"(?<=[(=,:\[!&|?;{}])(\s*)/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")


def blanked(text, pattern, keep=""):
    """The same text with `keep` and blanks for each match, so that lines stay."""
    return pattern.sub(lambda found: keep + re.sub(r"[^\n]", " ", found[0])[len(keep):], text)


def mistakes_in_value(name, value):
    words = re.findall(r"(?<![\w#.-])-?[a-zA-Z][\w-]*", value)
    known = set(KNOWN_PROPERTIES[name].split()) | ANYWHERE
    for word in words:
        if name not in FREE and word not in known and word != "important" and f"{name}: {word}" not in NEWER:
            yield f"the value '{word}' of {name}"
    for function in re.findall(r"([a-z-]+)\(", value):
        if function not in known:
            yield f"the function {function}() in {name}"
    for unit in re.findall(r"(?<![\w#])[\d.]+([a-zA-Z%]+)", value):
        if unit not in UNITS:
            yield f"the unit {unit} in {name}"


def mistakes_in_declaration(declaration, is_grid):
    name, _, value = (part.strip() for part in declaration.partition(":"))
    if name in ("gap", "row-gap", "column-gap") and is_grid:
        return
    if f"{name}: {value}" in NEWER or name in NEWER:
        return
    if name not in KNOWN_PROPERTIES:
        yield f"the property {name}"
        return
    yield from mistakes_in_value(name, value)


def mistakes_in_selectors(selectors):
    newer = [one for one in selectors.split(",") if any(re.search(rf"{re.escape(new)}\b", re.sub(r":not\([^)]*\)", "", one))
                                                        or re.search(rf":not\({re.escape(new)}\)", one)
                                                        for new in NEWER_SELECTORS)]
    if newer and len(newer) != len(selectors.split(",")):
        yield f"the selector {newer[0].strip()} beside others, which would go with it"
    for pseudo in re.findall(r"::?[a-z-]+", selectors):
        if pseudo not in KNOWN_SELECTORS and pseudo not in NEWER_SELECTORS:
            yield f"the selector {pseudo}"
    for inner in re.findall(r":not\(([^)]*)\)", selectors):
        if re.search(r"[\s,>+~]", inner.strip()):
            yield f"the selector :not({inner}) with more than one part"
    if "&" in selectors:
        yield "nesting"


def mistakes_in_css(text):
    """Of a style sheet: pairs of a line and what Chromium 78 does not know."""
    text = re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)
    text = blanked(text, re.compile(r'"(?:[^"\\\n]|\\.)*"'))
    above = []  # the rules around this place: their selectors or at-rules
    start = 0
    for found in re.finditer(r"[{};]", text):
        piece = text[start:found.start()]
        line = text.count("\n", 0, start + len(piece) - len(piece.lstrip())) + 1
        piece, start = piece.strip(), found.end()
        if found[0] == "{":
            if above and not above[-1].startswith("@media"):
                yield line, "a rule within a rule"
            if piece.startswith("@media"):
                for word in re.findall(r"[a-z-]+", re.sub(r"[\d.]+[a-z]+", "", piece[6:])):
                    if word not in KNOWN_MEDIA:
                        yield line, f"'{word}' in @media"
                if re.search(r"[<>]", piece):
                    yield line, "a range in @media"
            elif piece.startswith("@") and not piece.startswith("@page"):
                yield line, f"the rule {piece.split()[0]}"
            elif not piece.startswith("@"):
                yield from ((line, what) for what in mistakes_in_selectors(piece))
            above.append(piece)
            continue
        if piece:
            rule = text[text.rfind("{", 0, start - 1):text.find("}", start - 1)]
            is_grid = re.search(r"display:\s*grid", rule) is not None
            yield from ((line, what) for what in mistakes_in_declaration(piece, is_grid))
        if found[0] == "}" and above:
            above.pop()


def mistakes_in_script(name, text):
    """Of a script: pairs of a line and what Chromium 78 does not know."""
    code = blanked(blanked(text, LITERAL, '""'), REGEX, '""')
    known = KNOWN_MEMBERS | OWN_MEMBERS.get(name, set())
    for found in re.finditer(r"(?<=[\w)\]\"])\s*\.\s*([A-Za-z_$][\w$]*)", code):
        if found[1] not in known:
            yield code.count("\n", 0, found.start(1)) + 1, f"the member .{found[1]}"
    for pattern, what in NEWER_SYNTAX.items():
        for found in re.finditer(pattern, code):
            yield code.count("\n", 0, found.start()) + 1, what


def main():
    problems = []
    for path in sorted([*(ROOT / STATIC).glob("*.css"), *(ROOT / STATIC).glob("*.js")]):
        text = path.read_text(encoding="utf-8")
        found = mistakes_in_css(text) if path.suffix == ".css" else mistakes_in_script(path.name, text)
        problems += [f"{path.relative_to(ROOT)}:{line}: Chromium 78 may not know {what}" for line, what in found]
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"check_engine: {f'{len(problems)} problems' if problems else 'clean'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
