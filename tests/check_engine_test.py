"""What check_engine finds, and what it lets pass: a rule or a line each."""
import unittest

from check_engine import mistakes_in_css, mistakes_in_script

FINE_CSS = [
    "a:hover { color: #07365f; text-decoration: underline; }",
    ":focus:not(:focus-visible) { outline: 0; }",
    ":focus-visible { outline: 3px solid #b35c00; }",
    "h1 { text-wrap: balance; }",
    "@media print, (min-width: 60em) { p { width: calc(.75em + 3px); } }",
    '@page { size: A4; margin: 18mm; } /* gap: 1px; */ q::before { content: "gap: 1em; {"; }',
    ".flow { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }",
]
NEWER_CSS = {
    "main:has(p) { margin: 0; }": "the selector :has",
    "p { inset: 0; }": "the property inset",
    ".line { display: flex; gap: 1rem; }": "the property gap",
    "img { aspect-ratio: 1; }": "the property aspect-ratio",
    "p { width: clamp(1rem, 2vw, 3rem); }": "the function clamp() in width",
    "p { width: 100dvh; }": "the unit dvh in width",
    "p { overflow: clip; }": "the value 'clip' of overflow",
    "p { a { color: red; } }": "a rule within a rule",
    "a:focus, a:focus-visible { outline: 0; }": "the selector a:focus-visible beside others, which would go with it",
    "p:not(.a, .b) { margin: 0; }": "the selector :not(.a, .b) with more than one part",
    "@media (width >= 40em) { p { margin: 0; } }": "a range in @media",
    "@layer base { p { margin: 0; } }": "the rule @layer",
}
FINE_SCRIPT = [
    'var a = b ? ".5" : c; // x?.y and x ?? y',
    'if (/^a?.b??$/.test(x)) y.push("?.");',
    "links.forEach(function (link) { link.hidden = true; });",
]
NEWER_SCRIPT = {
    "a?.b;": "optional chaining (80)",
    "var a = b ?? c;": "?? (80)",
    "a ||= b;": "assignment by || or && (85)",
    'a.replaceAll("b", "c");': "the member .replaceAll",
    "list.at(-1);": "the member .at",
    "window.structuredClone(a);": "the member .structuredClone",
}


class CheckEngineTest(unittest.TestCase):
    def test_what_it_knows_passes(self):
        for css in FINE_CSS:
            self.assertEqual(list(mistakes_in_css(css)), [], css)
        for line in FINE_SCRIPT:
            self.assertEqual(list(mistakes_in_script("a.js", line)), [], line)

    def test_what_is_newer_is_found_with_its_line(self):
        for css, what in NEWER_CSS.items():
            self.assertIn((2, what), list(mistakes_in_css("\n" + css)), css)
        for line, what in NEWER_SCRIPT.items():
            self.assertIn((3, what), list(mistakes_in_script("a.js", "\n\n" + line)), line)


if __name__ == "__main__":
    unittest.main()
