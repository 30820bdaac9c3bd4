// The output of diagnostics for people and programs; compares whole texts, because authors read
// them.
#include "core/input/diagnostic.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace core {
namespace {

std::string golden(const std::string& name) {
  std::ifstream file(std::string(BANCHENG_SOURCE_DIR) + "/tests/golden/diagnostics/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(Diagnostic, PrintsPlaceSourceCaretAndHint) {
  Diagnostics diagnostics;
  diagnostics.add_source("content/sites/demo/policy.yaml",
                         std::string(13, '\n') + "    form: refnd\n");
  diagnostics.error({"content/sites/demo/policy.yaml", 14, 11, 5}, "policy.unknown-form",
                    say("no form is called 'refnd'"), say("did you mean 'refund'?"));
  EXPECT_EQ(diagnostics.text(), golden("one_error.txt"));
}

TEST(Diagnostic, LinesCaretsUpUnderChineseText) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", "名称：办不成事, tier: 黄色\n");
  diagnostics.error({"a.yaml", 1, 16, 2}, "policy.unknown-tier", say("no tier is called '黄色'"));
  EXPECT_EQ(diagnostics.text(), golden("chinese_line.txt"));
}

TEST(Diagnostic, SpeaksChineseWithTheCaretInItsPlace) {
  Diagnostics one;
  one.add_source("content/sites/demo/policy.yaml", std::string(13, '\n') + "    form: refnd\n");
  one.error({"content/sites/demo/policy.yaml", 14, 11, 5}, "policy.unknown-form",
            say("no {what} is called '{id}'", {{"what", term("form")}, {"id", as_is("refnd")}}),
            did_you_mean("refnd", {"refund"}));
  EXPECT_EQ(one.text(Language::chinese), golden("one_error_zh.txt"));
  Diagnostics wide;
  wide.add_source("a.yaml", "名称：办不成事, tier: 黄色\n");
  wide.error({"a.yaml", 1, 16, 2}, "policy.unknown-tier",
             say("no {what} is called '{id}'", {{"what", term("tier")}, {"id", as_is("黄色")}}));
  EXPECT_EQ(wide.text(Language::chinese), golden("chinese_line_zh.txt"));
}

TEST(Diagnostic, SpeaksChineseOfWholeFilesAndCounts) {
  Diagnostics diagnostics;
  diagnostics.error({"a.yaml", 0, 0, 1}, "csv.empty", say("the file is empty"),
                    say("split the file"));
  diagnostics.warning({"b.yaml", 3, 7, 1}, "x", say("split the file"));
  EXPECT_EQ(diagnostics.text(Language::chinese),
            "a.yaml：错误：文件是空的（csv.empty）\n"
            "      提示：请把文件分成几个\n"
            "b.yaml，第 3 行第 7 列：警告：请把文件分成几个（x）\n"
            "1 处错误，1 处警告\n");
}

TEST(Diagnostic, KeepsTheKeysOfJsonInEveryLanguage) {
  Diagnostics diagnostics;
  diagnostics.error({"a", 1, 2, 3}, "csv.empty", say("the file is empty"));
  EXPECT_EQ(diagnostics.json(Language::chinese),
            R"({"diagnostics":[{"code":"csv.empty","column":2,"file":"a","hint":"","length":3,)"
            R"("line":1,"message":"文件是空的","severity":"error"}],"errors":1,"warnings":0})");
}

TEST(Diagnostic, ShortensLongLinesAroundThePlace) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", std::string(300, 'a') + "HERE" + std::string(300, 'b'));
  diagnostics.error({"a.yaml", 1, 301, 4}, "x.long", say("it is here"), say("look"));
  EXPECT_EQ(diagnostics.text(),
            "a.yaml:1:301: error[x.long]: it is here\n"
            "    1 | ..." +
                std::string(50, 'a') + "HERE" + std::string(46, 'b') + "...\n" + "      |    " +
                std::string(50, ' ') +
                "^~~~ look\n"
                "1 error\n");
}

TEST(Diagnostic, CutsTheCaretLineWhereTheShownLineEnds) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", std::string(300, 'a'));
  diagnostics.error({"a.yaml", 1, 1, 300}, "x.long", say("all of it"));
  EXPECT_EQ(diagnostics.text(),
            "a.yaml:1:1: error[x.long]: all of it\n"
            "    1 | " +
                std::string(100, 'a') + "...\n" + "      | ^" + std::string(99, '~') +
                "\n"
                "1 error\n");
}

TEST(Diagnostic, PrintsNoSourceForAWholeFile) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", "a: 1\n");
  diagnostics.error({"a.yaml", 0, 0, 1}, "x.file", say("the file is too large"), say("split it"));
  diagnostics.error({"b.yaml", 0, 0, 1}, "x.file", say("the file is missing"));
  EXPECT_EQ(diagnostics.text(),
            "a.yaml: error[x.file]: the file is too large\n"
            "      hint: split it\n"
            "b.yaml: error[x.file]: the file is missing\n"
            "2 errors\n");
}

TEST(Diagnostic, PrintsPlaceAloneIfTheSourceIsUnknown) {
  Diagnostics diagnostics;
  diagnostics.warning({"a.yaml", 3, 7, 1}, "x.odd", say("this is odd"));
  EXPECT_EQ(diagnostics.text(), "a.yaml:3:7: warning[x.odd]: this is odd\n1 warning\n");
}

TEST(Diagnostic, CountsErrorsAndWarnings) {
  Diagnostics diagnostics;
  diagnostics.warning({"a", 1, 1, 1}, "w", say("one"));
  diagnostics.error({"a", 2, 1, 1}, "e", say("two"));
  diagnostics.error({"a", 3, 1, 1}, "e", say("three"));
  EXPECT_EQ(diagnostics.text(),
            "a:1:1: warning[w]: one\na:2:1: error[e]: two\na:3:1: error[e]: three\n"
            "2 errors, 1 warning\n");
}

TEST(Diagnostic, EmptyListPrintsNothing) {
  EXPECT_EQ(Diagnostics{}.text(), "");
}

TEST(Diagnostic, KeepsTerminalControlsOutOfTheSourceLine) {
  Diagnostics diagnostics;
  diagnostics.add_source("a", "x\x1B[31m\ty\r\n");
  diagnostics.error({"a", 1, 8, 1}, "e", say("here"));
  EXPECT_EQ(diagnostics.text(),
            "a:1:8: error[e]: here\n"
            "    1 | x\uFFFD[31m y\n"
            "      |        ^\n"
            "1 error\n");
}

TEST(Diagnostic, SortsByFileLineColumnAndDropsEqualOnes) {
  Diagnostics diagnostics;
  diagnostics.error({"b", 1, 1, 1}, "e", say("m"));
  diagnostics.error({"a", 10, 1, 1}, "e", say("m"));
  diagnostics.error({"a", 9, 2, 1}, "e", say("m"));
  diagnostics.error({"a", 9, 1, 1}, "e", say("m"));
  diagnostics.error({"b", 1, 1, 1}, "e", say("m"));
  EXPECT_EQ(diagnostics.text(),
            "a:9:1: error[e]: m\na:9:2: error[e]: m\na:10:1: error[e]: m\nb:1:1: error[e]: m\n"
            "4 errors\n");
}

TEST(Diagnostic, MergeTakesOverItemsAndSources) {
  Diagnostics whole, part;
  part.add_source("a", "x y\n");
  part.error({"a", 1, 3, 1}, "e", say("m"));
  whole.merge(std::move(part));
  EXPECT_TRUE(whole.has_errors());
  EXPECT_EQ(whole.text(), "a:1:3: error[e]: m\n    1 | x y\n      |   ^\n1 error\n");
}

TEST(Diagnostic, WarningsAreNoErrors) {
  Diagnostics diagnostics;
  diagnostics.warning({"a", 1, 1, 1}, "w", say("m"));
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(diagnostics.empty());
}

TEST(Diagnostic, PrintsJsonForPrograms) {
  Diagnostics diagnostics;
  diagnostics.error({"a", 1, 2, 3}, "e", say("坏\xFF"), say("h"));
  EXPECT_EQ(diagnostics.json(),
            R"({"diagnostics":[{"code":"e","column":2,"file":"a","hint":"h","length":3,"line":1,)"
            "\"message\":\"坏\uFFFD\""
            R"(,"severity":"error"}],"errors":1,"warnings":0})");
}

TEST(DidYouMean, NamesTheNearestCandidate) {
  EXPECT_EQ(did_you_mean("refnd", {"consult", "refund", "refuse"}).english(),
            "did you mean 'refund'?");
  EXPECT_EQ(did_you_mean("teir", {"tier"}).english(), "did you mean 'tier'?");
}

TEST(DidYouMean, CountsChineseCharactersNotBytes) {
  EXPECT_EQ(did_you_mean("一般事件", {"一般事项"}).english(), "did you mean '一般事项'?");
}

TEST(DidYouMean, SaysNothingIfNothingIsNear) {
  EXPECT_EQ(did_you_mean("refund", {"consult"}).english(), "");
  EXPECT_EQ(did_you_mean("abcd", {"axyz"}).english(), "");
  EXPECT_EQ(did_you_mean("ab", {"xy"}).english(), "");
  EXPECT_EQ(did_you_mean("", {"a"}).english(), "");
}

TEST(DidYouMean, ForgivesThreeSlipsInLongWords) {
  EXPECT_EQ(did_you_mean("handlin_statemnet_", {"handling_statement"}).english(),
            "did you mean 'handling_statement'?");
}

}  // namespace
}  // namespace core
