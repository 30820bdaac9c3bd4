// Every value is cut out of its file by its bytes and read again: it must be the same value.
#include "core/editing/yaml_layout.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/editing/yaml_document.h"
#include "tests/core/editing/edited_files.h"

namespace core {
namespace {

YamlDocument read(const std::string& text) {
  Result<YamlDocument> document = read_document({"a.yaml", text});
  EXPECT_TRUE(document.ok()) << (document.ok() ? "" : document.failure().message) << "\n" << text;
  return document.ok() ? *document : YamlDocument{};
}

std::string text_of(const YamlDocument& document, std::size_t begin, std::size_t end) {
  return document.text.substr(begin, end - begin);
}

// Reads a piece alone, below as many blanks as stood before it in its line.
std::optional<YamlNode> read_alone(const YamlDocument& document, std::size_t begin,
                                   std::size_t end) {
  Diagnostics diagnostics;
  const std::string blanks(document.lines().column(begin), ' ');
  const std::string line_end = end == document.text.size() ? "" : "\n";
  return read_yaml("cut", blanks + text_of(document, begin, end) + line_end, diagnostics);
}

class Cutter {
 public:
  Cutter(const YamlDocument& document, std::string name)
      : document_(document), name_(std::move(name)) {}

  void check(const YamlNode& node, const YamlPlace& place) {
    ++values;
    check_value(node, place);
    ASSERT_EQ(place.entries.size(), node.items.size() + node.entries.size());
    for (std::size_t i = 0; i < place.entries.size(); ++i) {
      const bool map = node.kind == YamlNode::Kind::map;
      check_part(map ? node.entries[i].value : node.items[i], map ? &node.entries[i].key : nullptr,
                 place, place.entries[i]);
      check(map ? node.entries[i].value : node.items[i], place.entries[i].value);
    }
  }

  int values = 0;

 private:
  void check_value(const YamlNode& node, const YamlPlace& place) {
    EXPECT_EQ(place.style == YamlStyle::empty, place.begin == place.end);
    EXPECT_LE(place.end, place.end_with_comment);
    if (place.style == YamlStyle::pair || place.style == YamlStyle::empty) return;
    // The digit counts from a key or dash that is not cut out.
    const bool block_text = place.header_end > place.begin;
    const std::string header = block_text ? text_of(document_, place.begin, place.header_end) : "";
    if (header.find_first_of("0123456789") != std::string::npos) return;
    const std::optional<YamlNode> again = read_alone(document_, place.begin, place.end);
    ASSERT_TRUE(again.has_value()) << name_ << "\n" << text_of(document_, place.begin, place.end);
    EXPECT_TRUE(same_tree(*again, node)) << name_ << "\n"
                                         << text_of(document_, place.begin, place.end);
  }

  void check_part(const YamlNode& node, const std::string* key, const YamlPlace& whole,
                  const YamlEntry& entry) {
    EXPECT_LE(entry.begin, entry.mark);
    EXPECT_LE(std::max(entry.from, entry.value.end), entry.end);
    if (whole.style != YamlStyle::block) return;
    EXPECT_EQ(document_.lines().column(entry.mark), whole.column);
    EXPECT_EQ(document_.lines().end(entry.end), entry.end);
    const std::optional<YamlNode> again = read_alone(document_, entry.mark, entry.end);
    ASSERT_TRUE(again.has_value()) << name_ << "\n" << text_of(document_, entry.mark, entry.end);
    if (key == nullptr) {
      EXPECT_TRUE(again->items.size() == 1 && same_tree(again->items[0], node)) << name_;
    } else {
      EXPECT_TRUE(again->entries.size() == 1 && again->entries[0].key == *key &&
                  same_tree(again->entries[0].value, node))
          << name_ << "\n"
          << text_of(document_, entry.mark, entry.end);
    }
  }

  const YamlDocument& document_;
  std::string name_;
};

int cut_all(const std::string& name, const std::string& text) {
  const YamlDocument document = read(text);
  Cutter cutter(document, name);
  cutter.check(document.root, document.place);
  return cutter.values;
}

TEST(YamlLayout, CutsEveryValueOutOfEveryFileThatShips) {
  int values = 0;
  for (const tests::NamedText& file : tests::shipped_yaml_files())
    values += cut_all(file.name, file.text);
  EXPECT_GT(values, 5'000);
}

TEST(YamlLayout, CutsEveryValueOutOfTheCorpus) {
  for (const tests::EditCase& one : tests::edit_cases("yaml"))
    if (one.refused.empty()) cut_all(one.name, one.before);
}

// The whole entry of a list or map as the layout sees it.
std::string entry_of(const std::string& text, const YamlPath& path) {
  const YamlDocument document = read(text);
  const Result<YamlSpot> spot = find_spot(document, path);
  EXPECT_TRUE(spot.ok());
  return text_of(document, spot->entry()->begin, spot->entry()->end);
}

std::string value(const std::string& text, const YamlPath& path) {
  const YamlDocument document = read(text);
  const Result<YamlSpot> spot = find_spot(document, path);
  EXPECT_TRUE(spot.ok());
  return text_of(document, spot->place->begin, spot->place->end);
}

TEST(YamlLayout, EndsBlockTextsWithTheirLastLine) {
  const std::string text = "说明: |\n  第一行\n\n  第二行\n\n# 注\n下一个: 1\n";
  EXPECT_EQ(value(text, {"说明"}), "|\n  第一行\n\n  第二行");
  EXPECT_EQ(value("说明: |+\n  第一行\n\n\n下一个: 1\n", {"说明"}), "|+\n  第一行\n\n");
  EXPECT_EQ(value("说明: >-  # 折行\n  第一行\n  续行\n下一个: 1\n", {"说明"}),
            ">-  # 折行\n  第一行\n  续行");
}

TEST(YamlLayout, EndsTextsOfSeveralLinesWithTheLastOne) {
  EXPECT_EQ(value("甲: 上半句\n  下半句  # 注\n乙: 1\n", {"甲"}), "上半句\n  下半句");
  EXPECT_EQ(value("甲: \"上半句\n  下半句\"  # 注\n乙: 1\n", {"甲"}), "\"上半句\n  下半句\"");
}

TEST(YamlLayout, GivesAnEmptyValueThePlaceBehindItsKeyOrDash) {
  const YamlDocument document = read("甲:   # 未定\n乙:\n  -\n  - x\n");
  EXPECT_EQ(document.place.entries[0].value.begin, std::string("甲:").size());
  EXPECT_EQ(document.place.entries[0].value.style, YamlStyle::empty);
  EXPECT_EQ(document.place.entries[1].value.column, 2U);
}

TEST(YamlLayout, GivesTouchingCommentsToTheEntryBelow) {
  const std::string text = "- 甲  # 组长\n# 第二位\n# 兼任\n- 乙\n\n# 单独的话\n\n- 丙\n";
  EXPECT_EQ(entry_of(text, {0U}), "- 甲  # 组长");
  EXPECT_EQ(entry_of(text, {1U}), "# 第二位\n# 兼任\n- 乙");
  EXPECT_EQ(entry_of(text, {2U}), "- 丙");
}

TEST(YamlLayout, GivesDeeperCommentsToTheEntryAbove) {
  const std::string text =
      "名单:\n  - 姓名: 甲\n    # 电话: 待定\n  - 姓名: 乙\n\n    # 停用\n下一个: 1\n";
  EXPECT_EQ(entry_of(text, {"名单", 0U}), "  - 姓名: 甲\n    # 电话: 待定");
  EXPECT_EQ(entry_of(text, {"名单", 1U}), "  - 姓名: 乙\n\n    # 停用");
}

TEST(YamlLayout, LeavesDeeperCommentsBehindShallowOnesAlone) {
  const std::string text = "- 甲\n# 单独的话\n    # 更深的话\n- 乙\n";
  EXPECT_EQ(entry_of(text, {0U}), "- 甲");
  EXPECT_EQ(entry_of(text, {1U}), "- 乙");
}

TEST(YamlLayout, KeepsTheHeadOfAListApartFromItsFirstEntry) {
  EXPECT_EQ(entry_of("# 文件说明\n甲: 1\n乙: 2\n", {"甲"}), "甲: 1");
  EXPECT_EQ(entry_of("# 文件说明\n\n# 甲的注\n甲: 1\n乙: 2\n", {"甲"}), "# 甲的注\n甲: 1");
  EXPECT_EQ(entry_of("名单:\n  # 按任职先后\n  - 甲\n  - 乙\n", {"名单", 0U}), "  - 甲");
  EXPECT_EQ(entry_of("电话:\n  # 白天\n  - 甲\n  # 夜间\n  - 乙\n", {"电话", 0U}),
            "  # 白天\n  - 甲");
}

TEST(YamlLayout, SaysWhereAFormIsNotFollowed) {
  const Result<YamlDocument> document = read_document({"a.yaml", "甲: 1\n? 长\n  键\n: 2\n"});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.failure().message,
            "a.yaml:2:3: this form cannot be edited here; write it more simply");
}

}  // namespace
}  // namespace core
