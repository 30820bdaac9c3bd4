// How texts are quoted, checked by reading them again.
#include "core/editing/yaml_words.h"

#include <gtest/gtest.h>

#include "core/input/yaml_reader.h"

namespace core {
namespace {

TEST(YamlWords, TellsWhatOtherReadersWouldConvert) {
  for (const char* text : {"", "~", "null", "Null", "NULL"})
    EXPECT_EQ(looks_of(text), YamlLooks::null) << text;
  for (const char* text : {"y", "N", "yes", "No", "ON", "off", "true", "FALSE"})
    EXPECT_EQ(looks_of(text), YamlLooks::truth) << text;
  for (const char* text : {"0", "0999", "+1", "-1.5", "1e3", "1.5E-3", "1_000", "0x1F", "0o17",
                           "0b11", ".inf", "-.INF", ".nan", "1,4,5", ".5", "13812345678"})
    EXPECT_EQ(looks_of(text), YamlLooks::number) << text;
  for (const char* text : {"2026-05-01", "2026-5-1", "2026-05-01 08:30", "2026-05-01T08:30:00Z",
                           "12:30", "1:30:00", "12:30.5"})
    EXPECT_EQ(looks_of(text), YamlLooks::time) << text;
  for (const char* text : {"0539-1234567", "08:30-12:00", "3 号", "e3", "x1", "1e", "2026-05",
                           "2026-05-01起", "12：30", "yes 和 no", "-", "+", ".", "１２"})
    EXPECT_NE(looks_of(text), YamlLooks::null) << text;
  for (const char* text :
       {"0539-1234567", "08:30-12:00", "3 号", "e3", "x1", "2026-05", "12：30", "-", "."})
    EXPECT_EQ(looks_of(text), YamlLooks::text) << text;
}

// Every text as a value of a block and of a list in brackets must be read as itself.
TEST(YamlWords, AreReadAsTheSameText) {
  const std::vector<std::string> pieces = {
      "中", "a",  "1",  " ", "-", "?", ":", ",",      "[",      "]",      "{", "}",
      "#",  "&",  "*",  "!", "|", ">", "'", "\"",     "%",      "@",      "`", "\\",
      "\n", "\t", "　", "~", "=", "<", ".", "\u2028", "\uFEFF", "\u00A0", "\r"};
  std::vector<std::string> texts = {"", "---", "...", "<<", "null"};
  for (const std::string& a : pieces)
    for (const std::string& b : pieces)
      for (const std::string& c : {std::string(), std::string("中"), std::string(" "), b})
        texts.push_back(a + b + c);
  for (const std::string& text : texts) {
    for (const YamlStyle old :
         {YamlStyle::plain, YamlStyle::single_quoted, YamlStyle::double_quoted}) {
      const std::string file = "甲: " + scalar_in_words(text, false, YamlLooks::text, old) +
                               "\n乙: [中, " + scalar_in_words(text, true, YamlLooks::text, old) +
                               ", 中]\n";
      Diagnostics diagnostics;
      const std::optional<YamlNode> root = read_yaml("a.yaml", file, diagnostics);
      ASSERT_TRUE(root.has_value()) << file << diagnostics.text();
      EXPECT_EQ(root->find("甲")->scalar, text) << file;
      ASSERT_EQ(root->find("乙")->items.size(), 3U) << file;
      EXPECT_EQ(root->find("乙")->items[1].scalar, text) << file;
    }
  }
}

TEST(YamlWords, BlockTextsAreReadAsTheSameText) {
  const std::vector<std::string> lines = {"中文", "", " 深", "# 号", "a: b", "- x", "末 ", "\tx"};
  for (const std::string& a : lines)
    for (const std::string& b : lines)
      for (const std::string& c : lines)
        for (const std::string& end : {std::string(), std::string("\n")})
          for (const bool folded : {false, true}) {
            const std::string text = a + "\n" + b + "\n" + c + end;
            if (!can_be_block_text(text)) continue;
            const BlockText block = block_text(text, 3, folded);
            std::string file = "甲: " + block.header + "\n";
            for (const std::string& line : block.lines) file += line + "\n";
            file += "乙: 1\n";
            Diagnostics diagnostics;
            const std::optional<YamlNode> root = read_yaml("a.yaml", file, diagnostics);
            ASSERT_TRUE(root.has_value()) << file << diagnostics.text();
            EXPECT_EQ(root->find("甲")->scalar, text) << file;
          }
}

TEST(YamlWords, LeavesToQuotesWhatABlockTextCannotHold) {
  for (const char* text :
       {"", " 一\n", "\n一", "\t一", "一\n\n", "一\n  \n二", "一\u200B\n二", "一\r\n二"})
    EXPECT_FALSE(can_be_block_text(text)) << text;
  EXPECT_TRUE(can_be_block_text("一\n\n二\n"));
}

}  // namespace
}  // namespace core
