// What stayed, went and came, and how much of what stayed is shown.
#include "core/changes/word_difference.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace core {
namespace {

using PartKind = TextPart::Kind;

// "同[-旧-]{+新+}".
std::string marked(const std::vector<TextPart>& parts) {
  std::string text;
  for (const TextPart& part : parts) {
    if (part.kind == PartKind::same) text += part.text;
    if (part.kind == PartKind::gone) text += "[-" + part.text + "-]";
    if (part.kind == PartKind::come) text += "{+" + part.text + "+}";
  }
  return text;
}

std::string side(const std::vector<TextPart>& parts, PartKind without) {
  std::string text;
  for (const TextPart& part : parts) text += part.kind == without ? "" : part.text;
  return text;
}

TEST(WordDifference, MarksCharactersOfChineseAndWholeNumbers) {
  EXPECT_EQ(marked(word_difference("组长 方向明\n", "组长 王向明\n")), "组长 [-方-]{+王+}向明\n");
  EXPECT_EQ(marked(word_difference("电话 5550002。", "电话 5550003。")),
            "电话 [-5550002-]{+5550003+}。");
  EXPECT_EQ(marked(word_difference("一\n二\n三\n", "一\n三\n")), "一\n[-二\n-]三\n");
  EXPECT_EQ(marked(word_difference("组长 方明亮，\n", "组长 路明远，\n")),
            "组长 [-方明亮-]{+路明远+}，\n");
  EXPECT_EQ(marked(word_difference("甲\n乙\n", "丙\n丁\n")), "[-甲-]{+丙+}\n[-乙-]{+丁+}\n");
  EXPECT_EQ(marked(word_difference("", "新")), "{+新+}");
  EXPECT_TRUE(word_difference("", "").empty());
}

TEST(WordDifference, HoldsBothTextsWhole) {
  std::mt19937_64 random(3);
  const std::string signs[] = {"甲", "乙", "a1", " ", "\n", "，", "0999"};
  for (int i = 0; i < 300; ++i) {
    std::string before;
    std::string after;
    for (int j = 0; j < 30; ++j) {
      const std::string& sign = signs[random() % std::size(signs)];
      if (random() % 4 != 0) before += sign;
      if (random() % 4 != 0) after += sign;
    }
    const std::vector<TextPart> parts = word_difference(before, after);
    ASSERT_EQ(side(parts, PartKind::come), before);
    ASSERT_EQ(side(parts, PartKind::gone), after);
  }
}

TEST(WordDifference, OfLongTextsIsBounded) {
  std::string before;
  std::string after;
  for (int i = 0; i < 4000; ++i) {
    before += "旧" + std::to_string(i) + "\n";
    after += "新" + std::to_string(i) + "\n";
  }
  const std::vector<TextPart> parts = word_difference(before, after);
  EXPECT_EQ(side(parts, PartKind::come), before);
  EXPECT_EQ(side(parts, PartKind::gone), after);
}

TEST(WordDifference, LeavesOutWhatStayedFarFromChanges) {
  const std::vector<TextPart> parts =
      word_difference("1\n2\n3\n4\n甲\n5\n6\n7\n8\n9\n乙\n", "1\n2\n3\n4\n丙\n5\n6\n7\n8\n9\n丁\n");
  EXPECT_EQ(marked(only_changes(parts, 1)), "…\n4\n[-甲-]{+丙+}\n5\n…\n9\n[-乙-]{+丁+}\n");
}

}  // namespace
}  // namespace core
