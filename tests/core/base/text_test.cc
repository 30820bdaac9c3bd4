// Text as people read it: characters, masking, numerals.
#include "core/base/text.h"

#include <gtest/gtest.h>

#include "core/base/check.h"

namespace core {
namespace {

TEST(Text, AcceptsWellFormedUtf8) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("a\u00E9中\U0001F600"));
  EXPECT_TRUE(is_valid_utf8("\xF4\x8F\xBF\xBF"));
}

TEST(Text, FindsTheFirstIllFormedByte) {
  EXPECT_EQ(find_invalid_utf8("ab\xFF"), 2u);
  EXPECT_EQ(find_invalid_utf8("中\xC0\xAF"), 3u);        // overlong
  EXPECT_EQ(find_invalid_utf8("\xE0\x80\x80"), 0u);      // overlong
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0u);      // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // beyond U+10FFFF
  EXPECT_EQ(find_invalid_utf8("a\xE4\xB8"), 1u);         // cut off
  EXPECT_EQ(find_invalid_utf8("\x80"), 0u);              // no lead
  EXPECT_EQ(find_invalid_utf8("中文"), std::string::npos);
}

TEST(Text, CountsCharacters) {
  EXPECT_EQ(character_count(""), 0u);
  EXPECT_EQ(character_count("a中\U0001F600"), 3u);
}

TEST(Text, SplitsIntoCharacters) {
  EXPECT_EQ(characters("a中b"), (std::vector<std::string>{"a", "中", "b"}));
  EXPECT_EQ(characters("\xFFz"), (std::vector<std::string>{"\xFF", "z"}));
}

TEST(Text, ShortensToTheLimitWithEllipsis) {
  EXPECT_EQ(shortened("办不成事", 4), "办不成事");
  EXPECT_EQ(shortened("办不成事反映", 4), "办不成…");
  EXPECT_EQ(shortened("办不", 1), "…");
  EXPECT_EQ(shortened("办不", 0), "");
}

TEST(Text, TrimsFullWidthSpacesToo) {
  EXPECT_EQ(trimmed(" \t\u3000张 三\u3000\r\n"), "张 三");
  EXPECT_EQ(trimmed("\u3000"), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, CleansControlsAndLineEnds) {
  EXPECT_EQ(cleaned("a\r\nb\rc\u2028d\u2029e\tf\n"), "a\nb\nc\nd\ne\tf\n");
  EXPECT_EQ(cleaned(std::string("a\0b\x1B[c\x7F", 7)), "ab[c");
  EXPECT_EQ(cleaned("a\u0085b\u009Fc"), "abc");
  EXPECT_EQ(cleaned("\u202E倒\u202C着\u2066x\u2069"), "倒着x");
  EXPECT_EQ(cleaned("\uFEFF张\u200B三\u2060"), "张三");
  EXPECT_EQ(cleaned("a\xFF"
                    "b"),
            "ab");
}

TEST(Text, TurnsFullWidthIntoHalfWidth) {
  EXPECT_EQ(half_width("１３８－ＡＢｃ\u3000中"), "138-ABc 中");
}

TEST(Text, MasksNamesAfterTheFirstCharacter) {
  EXPECT_EQ(masked_name("张三"), "张*");
  EXPECT_EQ(masked_name("欧阳小明"), "欧***");
  EXPECT_EQ(masked_name("张"), "*");
  EXPECT_EQ(masked_name(""), "");
}

TEST(Text, MasksTheMiddleOfMobileNumbers) {
  EXPECT_EQ(masked_phone("13812341234"), "138****1234");
}

TEST(Text, MasksTheEndOfOtherNumbers) {
  EXPECT_EQ(masked_phone("0539-1234567"), "0539-123****");
  EXPECT_EQ(masked_phone("010-12-34"), "010-**-**");
  EXPECT_EQ(masked_phone("110"), "***");
  EXPECT_EQ(masked_phone("23812341234"), "2381234****");
  EXPECT_EQ(masked_phone(""), "");
}

TEST(Text, WritesChineseNumbers) {
  const std::vector<std::pair<int, std::string>> expected = {{0, "零"},
                                                             {1, "一"},
                                                             {10, "十"},
                                                             {12, "十二"},
                                                             {20, "二十"},
                                                             {21, "二十一"},
                                                             {100, "一百"},
                                                             {105, "一百零五"},
                                                             {110, "一百一十"},
                                                             {112, "一百一十二"},
                                                             {1000, "一千"},
                                                             {1001, "一千零一"},
                                                             {1010, "一千零一十"},
                                                             {2024, "二千零二十四"},
                                                             {9999, "九千九百九十九"}};
  for (const auto& [number, text] : expected) EXPECT_EQ(chinese_number(number), text) << number;
}

TEST(Text, RefusesChineseNumbersOutOfRange) {
  EXPECT_THROW(chinese_number(-1), Bug);
  EXPECT_THROW(chinese_number(10000), Bug);
}

TEST(Text, TakesThePaddingOutOfChineseNamesOnly) {
  for (const char* name :
       {"凌云", "凌\u3000云", " 凌  云 ", "凌\u00A0云", "凌\t云", "凌\u2003\u200B云"})
    EXPECT_EQ(unpadded(name), "凌云") << name;
  EXPECT_EQ(unpadded(" 欧 阳 明 "), "欧阳明");
  EXPECT_EQ(unpadded("𠮷\u3000村"), "𠮷村");
  EXPECT_EQ(unpadded(" Li  Na "), "Li  Na");
  EXPECT_EQ(unpadded("古丽 A"), "古丽 A");
  EXPECT_EQ(unpadded("古丽·艾山"), "古丽·艾山");
  EXPECT_EQ(unpadded(""), "");
  EXPECT_EQ(unpadded("\u3000"), "");
  EXPECT_EQ(unpadded("李\n娜\n"), "李\n娜");
}

TEST(Text, MasksAPaddedNameLikeAnyOther) {
  EXPECT_EQ(masked_name("张\u3000三"), "张*");
}

TEST(Text, OfCharactersThatShowNothingIsEmpty) {
  for (const char* text : {"\u200B", "\u00AD", "\u200D\u200C", "\u2800", "\u3164", "\u00A0 \uFEFF"})
    EXPECT_EQ(trimmed(text), "") << text;
  EXPECT_EQ(trimmed("\u00A0张\u00A0三\u200E"), "张\u00A0三");
  EXPECT_EQ(trimmed("中\xE3\x80"), "中\xE3\x80") << "half a character stays as it is";
}

TEST(Text, CountsDisplayColumns) {
  EXPECT_EQ(display_columns("ab"), 2);
  EXPECT_EQ(display_columns("中，"), 4);
  EXPECT_EQ(display_columns("e\u0301"), 1);
}

TEST(Text, SplitsAndJoins) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), std::vector<std::string>{""});
  EXPECT_EQ(joined({"a", "b", "c"}, "、"), "a、b、c");
  EXPECT_EQ(joined({}, "、"), "");
}

}  // namespace
}  // namespace core
