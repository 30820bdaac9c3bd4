// Digits are read whatever input methods and chats put between them.
#include "core/base/plain_spelling.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(PlainSpelling, MakesOneOfEveryBlankDashPointAndQuote) {
  EXPECT_EQ(plain_spelling("１２　３\u00a04\u20025\t6\r\n7"), "12 3 4 5 6  7");
  EXPECT_EQ(plain_spelling("1－2–3—4\u22125\u20106"), "1-2-3-4-5-6");
  EXPECT_EQ(plain_spelling("1·2•3・4。5．6"), "1.2.3.4.5.6");
  EXPECT_EQ(plain_spelling("“1”‘2’「3」'4'＂5"), "\"1\"\"2\"\"3\"\"4\"\"5");
}

TEST(PlainSpelling, DropsWhatIsNotSeen) {
  EXPECT_EQ(plain_spelling("\u202d1\u200b2\u200e3\ufeff4\u2060\u202c"), "1234");
  EXPECT_EQ(plain_spelling("1\ufe0f\u20e32\ufe0f\u20e3"), "12");
}

TEST(PlainSpelling, LeavesWordsAndBrokenBytes) {
  EXPECT_EQ(plain_spelling("（儿子）1、2"), "(儿子)1、2");
  EXPECT_EQ(plain_spelling("\xff 1"), "\xff 1");
  EXPECT_EQ(plain_spelling(""), "");
}

TEST(DigitsIn, AreReadOutOfAnything) {
  EXPECT_EQ(digits_in("验证码：１２３ 456。"), "123456");
  EXPECT_EQ(digits_in("没有"), "");
}

}  // namespace
}  // namespace core
