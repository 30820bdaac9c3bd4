// All refusals of the strict reader, with their exact messages.
#include <gtest/gtest.h>

#include <string>

#include "core/input/source_text.h"
#include "core/input/yaml_reader.h"

namespace core {
namespace {

// The whole report on a text that must be refused.
std::string refusal(const std::string& text, const YamlLimits& limits = {}) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_yaml("a.yaml", text, diagnostics, limits).has_value());
  return diagnostics.text();
}

// "line:column code" of every diagnostic, for texts too long or too many to compare whole.
std::string codes(const std::string& text, const YamlLimits& limits = {}) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_yaml("a.yaml", text, diagnostics, limits).has_value());
  std::string all;
  for (const Diagnostic& d : diagnostics.sorted()) {
    if (!all.empty()) all += ", ";
    all += std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " + d.code;
  }
  return all;
}

TEST(YamlRefusals, DuplicateKeyPointsAtTheSecondAndNamesTheFirst) {
  EXPECT_EQ(
      refusal("编号: 1\nb: 2\n编号: 3\n"),
      "a.yaml:3:1: error[yaml.duplicate-key]: the key '编号' stands here for the second time\n"
      "    3 | 编号: 3\n"
      "      | ^~~~ the first is in line 1\n"
      "1 error\n");
}

TEST(YamlRefusals, FindsEveryDuplicateInOneRun) {
  EXPECT_EQ(codes("a: 1\na: 2\nb: {c: 1, c: 2}\n"),
            "2:1 yaml.duplicate-key, 3:11 yaml.duplicate-key");
}

TEST(YamlRefusals, SecondDocument) {
  EXPECT_EQ(refusal("a: 1\n---\nb: 2\n"),
            "a.yaml:2:1: error[yaml.documents]: a second document begins here\n"
            "    2 | ---\n"
            "      | ^~~ keep one document in a file\n"
            "1 error\n");
}

TEST(YamlRefusals, LineOutOfIndentationThatYamlCppTakesForADocument) {
  EXPECT_EQ(refusal("  a: 1\nb: 2\n"),
            "a.yaml:2:1: error[yaml.documents]: this does not continue the lines above it\n"
            "    2 | b: 2\n"
            "      | ^~~~ indent the keys of one map, and the items of one list, alike\n"
            "1 error\n");
}

TEST(YamlRefusals, ControlCharactersThatAnEscapeMakes) {
  EXPECT_EQ(refusal("a: \"平\\x00邑\"\n"),
            "a.yaml:1:4: error[yaml.syntax]: a backslash sequence makes a control character, which "
            "no text may hold\n"
            "    1 | a: \"平\\x00邑\"\n"
            "      |    ^~~~~~~~~~ remove it\n"
            "1 error\n");
  EXPECT_EQ(codes("\"\\u202e\": 1\n"), "1:1 yaml.syntax");
}

TEST(ReadableText, FindsTheFirstCharacterThatNoPageMayHold) {
  EXPECT_EQ(find_unprintable("平邑\t县\r\n“窗口”"), std::string_view::npos);
  EXPECT_EQ(find_unprintable(std::string_view("a\0b", 3)), 1U);
  EXPECT_EQ(find_unprintable("平\x7f"), 3U);
  EXPECT_EQ(find_unprintable("平\u0085"), 3U);
  EXPECT_EQ(find_unprintable("平\u202e邑"), 3U);
  EXPECT_EQ(find_unprintable("\uffff"), 0U);
}

TEST(YamlRefusals, CharactersThatTurnTheDirectionOfText) {
  EXPECT_EQ(codes("a: 平\u202e邑\n"), "1:5 yaml.syntax");
}

TEST(YamlRefusals, AnchorsAndAliases) {
  EXPECT_EQ(refusal("a: &x 1\nb: *x\n"),
            "a.yaml:1:4: error[yaml.anchor]: anchors are not used here\n"
            "    1 | a: &x 1\n"
            "      |    ^~ write the value out where it is needed, or put a text that begins with "
            "'&' in quotes\n"
            "a.yaml:2:4: error[yaml.alias]: aliases are not used here\n"
            "    2 | b: *x\n"
            "      |    ^~ write the value out, or put a text that begins with '*' in quotes\n"
            "2 errors\n");
}

TEST(YamlRefusals, AliasOfNothing) {
  EXPECT_EQ(codes("b: *nope\n"), "1:4 yaml.alias");
}

TEST(YamlRefusals, AliasAsKey) {
  EXPECT_EQ(codes("a: &x 1\n*x : 2\n"), "1:4 yaml.anchor, 2:1 yaml.alias");
}

TEST(YamlRefusals, AnchorOfAnEmptyValue) {
  EXPECT_EQ(codes("a: &x\nb: 1\n"), "1:4 yaml.anchor");
}

TEST(YamlRefusals, AnchorInsideItself) {
  EXPECT_EQ(codes("&a [*a]"), "1:1 yaml.anchor, 1:5 yaml.alias");
}

TEST(YamlRefusals, MergeKey) {
  EXPECT_EQ(refusal("<<: {a: 1}\n"),
            "a.yaml:1:1: error[yaml.key]: merge keys are not used here\n"
            "    1 | <<: {a: 1}\n"
            "      | ^~ write the keys out\n"
            "1 error\n");
}

TEST(YamlRefusals, Tags) {
  EXPECT_EQ(codes("a: !!int 1\nb: !own x\nc: ! z\n!k d: e\n"),
            "1:4 yaml.tag, 2:4 yaml.tag, 3:4 yaml.tag, 4:1 yaml.tag");
  EXPECT_EQ(codes("a: !!set [x]\n"), "1:4 yaml.tag");
}

TEST(YamlRefusals, KeysThatAreNoWords) {
  EXPECT_EQ(codes("[a]: b\n"), "1:1 yaml.key");
  EXPECT_EQ(codes("? {a: b}\n: c\n"), "1:3 yaml.key");
  EXPECT_EQ(codes(": x\n"), "1:1 yaml.key");
  EXPECT_EQ(codes("~: x\n"), "1:1 yaml.key");
  EXPECT_EQ(codes("\"\": x\n"), "1:1 yaml.key");
}

TEST(YamlRefusals, TabAsIndentation) {
  EXPECT_EQ(refusal("a:\n\tb: 1\n"),
            "a.yaml:2:1: error[yaml.syntax]: a tab is used as indentation\n"
            "    2 |  b: 1\n"
            "      | ^ indent with spaces\n"
            "1 error\n");
  EXPECT_EQ(codes("a:\n- b\n\t- c\n"), "3:1 yaml.typing");
  EXPECT_EQ(codes("a:\n  - b\n  \t- c\n"), "3:3 yaml.typing");
}

TEST(YamlRefusals, QuoteThatIsNeverClosed) {
  EXPECT_EQ(refusal("a: 1\nb: \"中文\n"),
            "a.yaml:2:4: error[yaml.syntax]: this quote is never closed\n"
            "    2 | b: \"中文\n"
            "      |    ^~~~~ add \" at the end of the text\n"
            "1 error\n");
  EXPECT_EQ(codes("a: 'it''s\nb: c\n"), "1:4 yaml.syntax");
  EXPECT_EQ(codes("a: \"x\\\"\n"), "1:4 yaml.syntax");
}

TEST(YamlRefusals, KeyWithoutColon) {
  EXPECT_EQ(refusal("a: b\nc\n"),
            "a.yaml:2:1: error[yaml.syntax]: the key 'c' has no ':'\n"
            "    2 | c\n"
            "      | ^ write 'key: value'; indent the further lines of a text\n"
            "1 error\n");
  EXPECT_EQ(codes("{a, b: 1}\n"), "1:2 yaml.syntax");
}

TEST(YamlRefusals, BracketThatIsNeverClosed) {
  EXPECT_EQ(refusal("a: [1,\n  2\n"),
            "a.yaml:3:1: error[yaml.syntax]: a list in brackets is not closed\n"
            "    3 | \n"
            "      | ^ close it with ']'; it was opened in line 1\n"
            "1 error\n");
}

TEST(YamlRefusals, ColonInsideAText) {
  EXPECT_EQ(refusal("说明: 注意: 请带身份证\n"),
            "a.yaml:1:7: error[yaml.syntax]: a ':' has no place here\n"
            "    1 | 说明: 注意: 请带身份证\n"
            "      |           ^ write 'key: value' with a space after ':', and put a text that "
            "contains ': ' in quotes\n"
            "1 error\n");
}

TEST(YamlRefusals, SyntaxErrorsInPlainWords) {
  EXPECT_EQ(codes("a: \"b\" c\n"), "1:8 yaml.syntax");
  EXPECT_EQ(codes("a: @x\n"), "1:4 yaml.syntax");
  EXPECT_EQ(codes("a: \"\\q\"\n"), "1:7 yaml.syntax");
  EXPECT_EQ(codes("a: - b\n"), "1:4 yaml.syntax");
  EXPECT_EQ(codes("a: [b]]\n"), "1:7 yaml.syntax");
  EXPECT_EQ(codes("a: 中 # b\n  文\n"), "2:3 yaml.syntax");
}

TEST(YamlRefusals, IllFormedUtf8) {
  EXPECT_EQ(refusal("a: 中\xFF文\n"),
            "a.yaml:1:5: error[yaml.utf8]: the file is not UTF-8\n"
            "    1 | a: 中\uFFFD文\n"
            "      |      ^ save it as UTF-8; it may be GBK\n"
            "1 error\n");
}

TEST(YamlRefusals, OverlongFormsAndSurrogates) {
  EXPECT_EQ(codes("a: \xC0\xAF\n"), "1:4 yaml.utf8");
  EXPECT_EQ(codes("a: \xE0\x80\xAF\n"), "1:4 yaml.utf8");
  EXPECT_EQ(codes("a: \xED\xA0\x80\n"), "1:4 yaml.utf8");
  EXPECT_EQ(codes("a: \xF4\x90\x80\x80\n"), "1:4 yaml.utf8");
  EXPECT_EQ(codes("a: \xE4\xB8"), "1:4 yaml.utf8");
}

TEST(YamlRefusals, ControlCharacters) {
  EXPECT_EQ(codes(std::string("a: b\0c\n", 7)), "1:5 yaml.syntax");
  EXPECT_EQ(codes("a: 1\nb\x04: 2\n"), "2:2 yaml.syntax");  // yaml-cpp takes 0x04 for the end
  EXPECT_EQ(codes("a: \x1B[31m\n"), "1:4 yaml.syntax");
}

TEST(YamlRefusals, TooLargeAFile) {
  EXPECT_EQ(refusal(std::string(2u << 20, 'a')),
            "a.yaml: error[yaml.too-large]: the file has 2097152 bytes; at most 1048576 are read\n"
            "      hint: split the file\n"
            "1 error\n");
}

TEST(YamlRefusals, TooManyValues) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "- a\n";
  EXPECT_EQ(codes(text), "100000:3 yaml.too-many-nodes");
}

TEST(YamlRefusals, TooDeepNesting) {
  // yaml-cpp takes a bracket that the file's end cuts off for a key.
  EXPECT_EQ(codes(std::string(20'000, '[')), "1:1 yaml.key");
  EXPECT_EQ(codes(std::string(20'000, '[') + std::string(20'000, ']')), "1:33 yaml.too-deep");
  EXPECT_EQ(codes(std::string(33, '[') + std::string(33, ']')), "1:33 yaml.too-deep");
  std::string maps;
  for (int i = 0; i < 40; ++i) maps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_EQ(codes(maps), "33:33 yaml.too-deep");
}

// The classic bomb: nine rows, each ten times the row above it.
std::string billion_laughs() {
  std::string text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c <= 'i'; ++c) {
    const std::string above = "*" + std::string(1, static_cast<char>(c - 1));
    text += std::string(1, c) + ": &" + c + " [" + above;
    for (int i = 0; i < 9; ++i) text += ", " + above;
    text += "]\n";
  }
  return text;
}

TEST(YamlRefusals, BillionLaughsReportsAnchorsAndAliasesAndFollowsNone) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_yaml("a.yaml", billion_laughs(), diagnostics).has_value());
  EXPECT_EQ(diagnostics.sorted().size(), 9u + 80u);
}

TEST(YamlRefusals, StopsAfterAHundredMistakes) {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "a: 1\n";
  Diagnostics diagnostics;
  EXPECT_FALSE(read_yaml("a.yaml", text, diagnostics).has_value());
  const std::vector<Diagnostic> all = diagnostics.sorted();
  ASSERT_EQ(all.size(), 101u);
  EXPECT_EQ(all.back().code, "yaml.too-many-errors");
  EXPECT_EQ(all.back().message.english(), "reading stops here after 100 mistakes in this file");
}

TEST(YamlRefusals, AnyPrefixOfAFileIsReadOrReportedButNeverThrows) {
  const std::string text =
      "# 注\na: &x {b: [1, \"二\\n\", 'c'], d: !t e}\nf: |\n  g\n  h\ni:\n  - *x\n  - ? j\n    : "
      "k\n---\nl: m\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    Diagnostics diagnostics;
    const bool read = read_yaml("a.yaml", text.substr(0, size), diagnostics).has_value();
    EXPECT_EQ(read, !diagnostics.has_errors()) << size;
  }
}

}  // namespace
}  // namespace core
