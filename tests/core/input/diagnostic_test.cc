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
                    "no form is called 'refnd'", "did you mean 'refund'?");
  EXPECT_EQ(diagnostics.text(), golden("one_error.txt"));
}

TEST(Diagnostic, LinesCaretsUpUnderChineseText) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", "名称：办不成事, tier: 黄色\n");
  diagnostics.error({"a.yaml", 1, 16, 2}, "policy.unknown-tier", "no tier is called '黄色'");
  EXPECT_EQ(diagnostics.text(), golden("chinese_line.txt"));
}

TEST(Diagnostic, ShortensLongLinesAroundThePlace) {
  Diagnostics diagnostics;
  diagnostics.add_source("a.yaml", std::string(300, 'a') + "HERE" + std::string(300, 'b'));
  diagnostics.error({"a.yaml", 1, 301, 4}, "x.long", "it is here", "look");
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
  diagnostics.error({"a.yaml", 1, 1, 300}, "x.long", "all of it");
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
  diagnostics.error({"a.yaml", 0, 0, 1}, "x.file", "the file is too large", "split it");
  diagnostics.error({"b.yaml", 0, 0, 1}, "x.file", "the file is missing");
  EXPECT_EQ(diagnostics.text(),
            "a.yaml: error[x.file]: the file is too large\n"
            "      hint: split it\n"
            "b.yaml: error[x.file]: the file is missing\n"
            "2 errors\n");
}

TEST(Diagnostic, PrintsPlaceAloneIfTheSourceIsUnknown) {
  Diagnostics diagnostics;
  diagnostics.warning({"a.yaml", 3, 7, 1}, "x.odd", "this is odd");
  EXPECT_EQ(diagnostics.text(), "a.yaml:3:7: warning[x.odd]: this is odd\n1 warning\n");
}

TEST(Diagnostic, CountsErrorsAndWarnings) {
  Diagnostics diagnostics;
  diagnostics.warning({"a", 1, 1, 1}, "w", "one");
  diagnostics.error({"a", 2, 1, 1}, "e", "two");
  diagnostics.error({"a", 3, 1, 1}, "e", "three");
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
  diagnostics.error({"a", 1, 8, 1}, "e", "here");
  EXPECT_EQ(diagnostics.text(),
            "a:1:8: error[e]: here\n"
            "    1 | x\uFFFD[31m y\n"
            "      |        ^\n"
            "1 error\n");
}

TEST(Diagnostic, SortsByFileLineColumnAndDropsEqualOnes) {
  Diagnostics diagnostics;
  diagnostics.error({"b", 1, 1, 1}, "e", "m");
  diagnostics.error({"a", 10, 1, 1}, "e", "m");
  diagnostics.error({"a", 9, 2, 1}, "e", "m");
  diagnostics.error({"a", 9, 1, 1}, "e", "m");
  diagnostics.error({"b", 1, 1, 1}, "e", "m");
  EXPECT_EQ(diagnostics.text(),
            "a:9:1: error[e]: m\na:9:2: error[e]: m\na:10:1: error[e]: m\nb:1:1: error[e]: m\n"
            "4 errors\n");
}

TEST(Diagnostic, MergeTakesOverItemsAndSources) {
  Diagnostics whole, part;
  part.add_source("a", "x y\n");
  part.error({"a", 1, 3, 1}, "e", "m");
  whole.merge(std::move(part));
  EXPECT_TRUE(whole.has_errors());
  EXPECT_EQ(whole.text(), "a:1:3: error[e]: m\n    1 | x y\n      |   ^\n1 error\n");
}

TEST(Diagnostic, WarningsAreNoErrors) {
  Diagnostics diagnostics;
  diagnostics.warning({"a", 1, 1, 1}, "w", "m");
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_FALSE(diagnostics.empty());
}

TEST(Diagnostic, PrintsJsonForPrograms) {
  Diagnostics diagnostics;
  diagnostics.error({"a", 1, 2, 3}, "e", "坏\xFF", "h");
  EXPECT_EQ(diagnostics.json(),
            R"({"diagnostics":[{"code":"e","column":2,"file":"a","hint":"h","length":3,"line":1,)"
            "\"message\":\"坏\uFFFD\""
            R"(,"severity":"error"}],"errors":1,"warnings":0})");
}

TEST(DidYouMean, NamesTheNearestCandidate) {
  EXPECT_EQ(did_you_mean("refnd", {"consult", "refund", "refuse"}), "did you mean 'refund'?");
  EXPECT_EQ(did_you_mean("teir", {"tier"}), "did you mean 'tier'?");
}

TEST(DidYouMean, CountsChineseCharactersNotBytes) {
  EXPECT_EQ(did_you_mean("一般事件", {"一般事项"}), "did you mean '一般事项'?");
}

TEST(DidYouMean, SaysNothingIfNothingIsNear) {
  EXPECT_EQ(did_you_mean("refund", {"consult"}), "");
  EXPECT_EQ(did_you_mean("abcd", {"axyz"}), "");
  EXPECT_EQ(did_you_mean("ab", {"xy"}), "");
  EXPECT_EQ(did_you_mean("", {"a"}), "");
}

TEST(DidYouMean, ForgivesThreeSlipsInLongWords) {
  EXPECT_EQ(did_you_mean("handlin_statemnet_", {"handling_statement"}),
            "did you mean 'handling_statement'?");
}

}  // namespace
}  // namespace core
