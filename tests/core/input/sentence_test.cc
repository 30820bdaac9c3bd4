// Sentences in two languages: places, terms, and texts that are the same in both.
#include "core/input/sentence.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Sentence, FillsItsPlacesInBothLanguages) {
  const Sentence one =
      say("'{key}' must be from {least} to {most}, but is {number}",
          {{"key", as_is("lines")}, {"least", 1}, {"most", 9}, {"number", as_is("12")}});
  EXPECT_EQ(one.english(), "'lines' must be from 1 to 9, but is 12");
  EXPECT_EQ(one.chinese(), "“lines”应当在 1 到 9 之间，现在是 12");
}

TEST(Sentence, TranslatesTermsAndSentencesWithinIt) {
  const Sentence one = say("the {what} must be a map, but is {kind}",
                           {{"what", term("window")}, {"kind", say("a list")}});
  EXPECT_EQ(one.english(), "the window must be a map, but is a list");
  EXPECT_EQ(one.chinese(), "窗口应当写成一组“键: 值”，现在是一个列表");
}

TEST(Sentence, LeavesOtherBracesAndTheTextsOfAuthorsAsTheyAre) {
  const Sentence one =
      say("add '{role}: {name: ...}' to 'roles'", {{"role", as_is("{role} a map")}});
  EXPECT_EQ(one.english(), "add '{role} a map: {name: ...}' to 'roles'");
  EXPECT_EQ(one.chinese(), "请在“roles”里加上“{role} a map: {name: ……}”");
  EXPECT_EQ(as_is("a map").chinese(), "a map");
  const Sentence nested = say("the text '{key}' has no {{name}}",
                              {{"key", as_is("home.title")}, {"name", as_is("day")}});
  EXPECT_EQ(nested.english(), "the text 'home.title' has no {day}");
}

TEST(Sentence, StaysEnglishIfTheTableDoesNotHaveIt) {
  EXPECT_EQ(Sentence(say("this is odd")).chinese(), "this is odd");
}

TEST(Sentence, IsEmptyUnlessItSaysSomething) {
  EXPECT_TRUE(Sentence().empty());
  EXPECT_EQ(Sentence().chinese(), "");
  EXPECT_FALSE(Sentence(say("a list")).empty());
}

TEST(Sentence, JoinsTwoWithASemicolon) {
  EXPECT_EQ(joined(say("write 23:59"), say("remove it")).english(), "write 23:59; remove it");
  EXPECT_EQ(joined(say("write 23:59"), say("remove it")).chinese(), "请写 23:59；请删掉");
  EXPECT_EQ(joined({}, say("remove it")).english(), "remove it");
  EXPECT_EQ(joined(say("remove it"), {}).english(), "remove it");
}

}  // namespace
}  // namespace core
