// What the functions answer beyond the text: failures and their places, notes, the example.
#include "core/editing/yaml_edit.h"

#include <gtest/gtest.h>

#include "core/editing/splices.h"

namespace core {
namespace {

SourceFile file(const std::string& text) {
  return {"duty.yaml", text};
}

void expect_failure(const Result<std::string>& result, FailureCode code,
                    const std::string& message) {
  ASSERT_FALSE(result.ok()) << *result;
  EXPECT_EQ(result.failure().code, code);
  EXPECT_NE(result.failure().message.find(message), std::string::npos) << result.failure().message;
}

TEST(YamlEdit, MakesTheExampleOfItsHeader) {
  const SourceFile duty = file("entries:\n  - {from: 2026-11-01, name: 甲}  # 代班\n");
  const Result<std::string> text =
      set_yaml_value(duty, {"entries", std::size_t{0}, "name"}, yaml_text("乙"));
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "entries:\n  - {from: 2026-11-01, name: 乙}  # 代班\n");
}

TEST(YamlEdit, RefusesAFileThatTheStrictReaderRefuses) {
  const SourceFile broken = file("甲: 1\n甲: 2\n");
  const char* place = "duty.yaml:2:1: the key '甲' stands here for the second time";
  expect_failure(set_yaml_value(broken, {"甲"}, yaml_text("3")), FailureCode::invalid, place);
  expect_failure(insert_yaml_item(broken, {}, 0, {}), FailureCode::invalid, place);
  expect_failure(insert_yaml_key(broken, {}, "乙", {}), FailureCode::invalid, place);
  expect_failure(move_yaml_entry(broken, {"甲"}, 0), FailureCode::invalid, place);
  expect_failure(remove_yaml_entry(broken, {"甲"}), FailureCode::invalid, place);
  EXPECT_FALSE(yaml_notes(broken, {"甲"}).ok());
  expect_failure(set_yaml_value(file("a: \xB1\xE0\n"), {"a"}, {}), FailureCode::invalid,
                 "it may be GBK");
}

TEST(YamlEdit, RefusesValuesThatNoTextMayHold) {
  const SourceFile one = file("甲: 1\n");
  expect_failure(set_yaml_value(one, {"甲"}, yaml_text("a\x07")), FailureCode::invalid,
                 "duty.yaml:1:4: the new text holds a control character");
  expect_failure(set_yaml_value(one, {"甲"}, yaml_text("\xFF")), FailureCode::invalid, "UTF-8");
  expect_failure(set_yaml_value(one, {"甲"}, yaml_text("\u202e倒")), FailureCode::invalid,
                 "control character");
  expect_failure(set_yaml_value(one, {"甲"}, yaml_map({{"", {}}})), FailureCode::invalid,
                 "a key must be a word");
  expect_failure(set_yaml_value(one, {"甲"}, yaml_map({{"a", {}}, {"a", {}}})),
                 FailureCode::invalid, "the key 'a' occurs twice");
  expect_failure(insert_yaml_key(one, {}, "", {}), FailureCode::invalid, "a key must be a word");
}

TEST(YamlEdit, SaysWhereAPathLeadsNowhere) {
  const SourceFile one = file("甲:\n  - 乙: 1\n");
  expect_failure(set_yaml_value(one, {"甲", std::size_t{1}}, {}), FailureCode::not_found,
                 "duty.yaml:2:3: '甲[1]' is not in the file");
  expect_failure(remove_yaml_entry(one, {"丙"}), FailureCode::not_found,
                 "duty.yaml:1:1: '丙' is not in the file");
  expect_failure(move_yaml_entry(one, {"甲", std::size_t{0}}, 1), FailureCode::not_found,
                 "'甲' has only 1 entries");
  expect_failure(insert_yaml_item(one, {"甲"}, 2, {}), FailureCode::not_found,
                 "'甲' has only 1 entries");
}

TEST(YamlEdit, RefusesEntriesWhereNoneFit) {
  const SourceFile one = file("甲:\n  - 乙: 1\n");
  expect_failure(insert_yaml_item(one, {}, 0, {}), FailureCode::refused,
                 "the whole file' is not a list");
  expect_failure(insert_yaml_key(one, {"甲"}, "a", {}), FailureCode::refused, "'甲' is not a map");
  expect_failure(insert_yaml_key(one, {}, "甲", {}), FailureCode::conflict,
                 "the key '甲' is there already");
  expect_failure(remove_yaml_entry(one, {}), FailureCode::refused, "the whole file is no entry");
  expect_failure(move_yaml_entry(one, {}, 0), FailureCode::refused, "the whole file is no entry");
}

TEST(YamlEdit, NamesTheNotesThatGoWithAnEntry) {
  const SourceFile roster = file(
      "名单:\n  - 甲\n  ## 关于乙\n  - 姓名: \"#乙\"  # 组长\n    # 电话待定\n    说明: |\n      # "
      "正文\n"
      "  # 关于丙\n  - 丙\n");
  const auto notes = yaml_notes(roster, {"名单", std::size_t{1}});
  ASSERT_TRUE(notes.ok());
  EXPECT_EQ(*notes, (std::vector<std::string>{"关于乙", "组长", "电话待定"}));
  EXPECT_TRUE(yaml_notes(roster, {"名单", std::size_t{0}})->empty());
}

TEST(YamlEdit, KeepsNoTextThatIsNotTheIntendedTree) {
  const Result<YamlDocument> document = read_document(file("甲: 1\n乙: 2\n"));
  ASSERT_TRUE(document.ok());
  YamlNode intended = document->root;
  intended.entries[0].value.scalar = "3";
  EXPECT_TRUE(finished(*document, {{5, 6, "3"}}, intended, 5).ok());
  const char* message = "duty.yaml:1:4: this change cannot be made without changing something else";
  expect_failure(finished(*document, {{5, 6, "4"}}, intended, 5), FailureCode::refused, message);
  expect_failure(finished(*document, {{5, 6, "3\n丙: 4"}}, intended, 5), FailureCode::refused,
                 message);
  expect_failure(finished(*document, {{5, 6, "["}}, intended, 5), FailureCode::refused, message);
}

TEST(YamlEdit, WritesTheLineEndsThatMostLinesHave) {
  const Result<std::string> text =
      insert_yaml_key(file("甲: 1\r\n乙: 2\n丙: 3\r\n"), {}, "丁", yaml_word("4"));
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "甲: 1\r\n乙: 2\n丙: 3\r\n丁: 4\r\n");
}

TEST(YamlEdit, NamesPathsInWords) {
  EXPECT_EQ(path_in_words({"机构", std::size_t{0}, "名单", std::size_t{2}, "姓名"}),
            "机构[0].名单[2].姓名");
  EXPECT_EQ(path_in_words({}), "the whole file");
}

TEST(Lines, KnowEndsBlanksAndHabits) {
  const std::string text = "甲\r\n \t\r\n  # 注\r\n乙\n末";
  const Lines lines(text);
  EXPECT_EQ(lines.end(0), 3U);
  EXPECT_EQ(lines.next(0), 5U);
  EXPECT_TRUE(lines.is_blank(5));
  EXPECT_TRUE(lines.is_comment(9));
  EXPECT_EQ(lines.column(lines.first_mark(9)), 2U);
  EXPECT_EQ(lines.after_blanks(5), 9U);
  EXPECT_EQ(lines.before_blanks(9, 0), 5U);
  EXPECT_EQ(lines.end(text.size()), text.size());
  EXPECT_EQ(lines.habit(), "\r\n");
  EXPECT_EQ(Lines("a\nb\r\n").habit(), "\n");
}

TEST(Splices, KnowTheOrderAfterAMove) {
  EXPECT_EQ(order_after_move(3, 0, 2), (std::vector<std::size_t>{1, 2, 0}));
  EXPECT_EQ(order_after_move(3, 2, 0), (std::vector<std::size_t>{2, 0, 1}));
  EXPECT_EQ(order_after_move(1, 0, 0), (std::vector<std::size_t>{0}));
}

TEST(Splices, AreMadeInAnyOrder) {
  EXPECT_EQ(spliced("甲乙丙", {{9, 9, "!"}, {0, 3, "A"}, {3, 3, "+"}, {3, 3, "-"}}), "A+-乙丙!");
}

}  // namespace
}  // namespace core
