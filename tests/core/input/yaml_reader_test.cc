// The tree that the strict reader builds from correct YAML.
#include "core/input/yaml_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace core {
namespace {

YamlNode read(const std::string& text) {
  Diagnostics diagnostics;
  std::optional<YamlNode> root = read_yaml("a.yaml", text, diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  return root.value_or(YamlNode{});
}

std::string place(const Span& span) {
  return span.file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column) + "+" +
         std::to_string(span.length);
}

TEST(YamlReader, BuildsMapsListsAndScalarsInFileOrder) {
  const YamlNode root = read("b: 1\na:\n  - x\n  - {c: d}\n");
  ASSERT_EQ(root.kind, YamlNode::Kind::map);
  ASSERT_EQ(root.entries.size(), 2u);
  EXPECT_EQ(root.entries[0].key, "b");
  EXPECT_EQ(root.entries[1].key, "a");
  const YamlNode* list = root.find("a");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->kind, YamlNode::Kind::list);
  EXPECT_EQ(list->items.at(0).scalar, "x");
  EXPECT_EQ(list->items.at(1).find("c")->scalar, "d");
}

TEST(YamlReader, KeepsScalarsAsWritten) {
  const YamlNode root = read("a: 0539\nb: 08:30\nc: no\nd: 1e3\n");
  EXPECT_EQ(root.find("a")->scalar, "0539");
  EXPECT_EQ(root.find("b")->scalar, "08:30");
  EXPECT_EQ(root.find("c")->scalar, "no");
  EXPECT_EQ(root.find("d")->scalar, "1e3");
}

TEST(YamlReader, TellsQuotedFromPlain) {
  const YamlNode root = read("a: \"x\"\nb: 'it''s'\nc: x\n");
  EXPECT_TRUE(root.find("a")->quoted);
  EXPECT_TRUE(root.find("b")->quoted);
  EXPECT_EQ(root.find("b")->scalar, "it's");
  EXPECT_FALSE(root.find("c")->quoted);
}

TEST(YamlReader, CountsColumnsInCharactersNotBytes) {
  const YamlNode root = read("中文: 值值值  # 注\n「引」: \"引号\"\n");
  EXPECT_EQ(place(root.entries[0].key_span), "a.yaml:1:1+2");
  EXPECT_EQ(place(root.entries[0].value.span), "a.yaml:1:5+3");
  EXPECT_EQ(place(root.entries[1].key_span), "a.yaml:2:1+3");
  EXPECT_EQ(place(root.entries[1].value.span), "a.yaml:2:6+4");
}

TEST(YamlReader, CountsLinesInFilesWithCarriageReturns) {
  const YamlNode root = read("a: 1\r\nb:\r\n  c: 中\r\n");
  EXPECT_EQ(root.find("a")->scalar, "1");
  EXPECT_EQ(place(root.find("b")->find("c")->span), "a.yaml:3:6+1");
}

TEST(YamlReader, SkipsByteOrderMark) {
  EXPECT_EQ(place(read("\xEF\xBB\xBF"
                       "a: 1\n")
                      .find("a")
                      ->span),
            "a.yaml:1:4+1");
}

TEST(YamlReader, JoinsPlainTextOfSeveralLines) {
  const YamlNode root = read("a: one\n  two\nb: 3\n");
  EXPECT_EQ(root.find("a")->scalar, "one two");
  EXPECT_EQ(place(root.find("a")->span), "a.yaml:1:4+3");
}

TEST(YamlReader, KeepsLinesOfBlockText) {
  const YamlNode root = read("a: |\n  一\n  二\nb: 3\n");
  EXPECT_EQ(root.find("a")->scalar, "一\n二\n");
  EXPECT_EQ(place(root.find("a")->span), "a.yaml:1:4+1");
}

TEST(YamlReader, AcceptsTabsInsideTexts) {
  EXPECT_EQ(read("a: |\n  x\ty\n  \tz\n").find("a")->scalar, "x\ty\n\tz\n");
}

TEST(YamlReader, GivesEmptyValuesThePlaceOfTheirKey) {
  const YamlNode root = read("a:\nb: ~\nnull_like: null\n");
  EXPECT_EQ(root.find("a")->kind, YamlNode::Kind::null);
  EXPECT_EQ(place(root.find("a")->span), "a.yaml:1:1+1");
  EXPECT_EQ(place(root.find("b")->span), "a.yaml:2:4+1");
  EXPECT_EQ(place(root.find("null_like")->span), "a.yaml:3:12+4");
}

TEST(YamlReader, GivesEmptyItemsThePlaceOfTheirDash) {
  const YamlNode root = read("- a\n-\n- b\n");
  EXPECT_EQ(root.items.at(1).kind, YamlNode::Kind::null);
  EXPECT_EQ(place(root.items.at(1).span), "a.yaml:2:1+1");
}

TEST(YamlReader, QuotedEmptyTextIsNotNull) {
  EXPECT_EQ(read("a: \"\"\n").find("a")->kind, YamlNode::Kind::scalar);
}

TEST(YamlReader, ReadsAnEmptyFileAsNull) {
  EXPECT_EQ(read("").kind, YamlNode::Kind::null);
  EXPECT_EQ(place(read("# only a comment\n").span), "a.yaml:1:1+1");
}

TEST(YamlReader, AllowsDocumentMarksAroundOneDocument) {
  EXPECT_EQ(read("---\na: 1\n...\n").find("a")->scalar, "1");
}

TEST(YamlReader, AllowsTheSameKeyInTwoMaps) {
  const YamlNode root = read("- {a: 1}\n- {a: 2}\n");
  EXPECT_EQ(root.items.at(1).find("a")->scalar, "2");
}

TEST(YamlReader, AllowsAQuotedMergeSign) {
  EXPECT_EQ(read("\"<<\": x\n").find("<<")->scalar, "x");
}

TEST(YamlReader, ReadsDepthUpToTheLimit) {
  const std::string text = std::string(32, '[') + std::string(32, ']');
  EXPECT_EQ(read(text).kind, YamlNode::Kind::list);
}

TEST(YamlReader, ReadsNinetyThousandKeysOnOneLine) {
  std::string text = "{";
  for (int i = 0; i < 90'000; ++i) text += "k" + std::to_string(i) + ": 1,";
  text += "}";
  EXPECT_EQ(read(text).entries.size(), 90'000u);
}

}  // namespace
}  // namespace core
