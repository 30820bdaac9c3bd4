// Names of staff are one line, of a length that fits their lists, and hide nothing.
#include "handler/desk/people/person_name.h"

#include <gtest/gtest.h>

namespace handler::desk {
namespace {

std::string repeated(const std::string& character, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += character;
  return all;
}

TEST(PersonName, LosesWhatNoPersonTypes) {
  EXPECT_EQ(person_name("  李娜\u3000"), "李娜");
  EXPECT_EQ(person_name("李\u202E娜"), "李娜");
  EXPECT_EQ(person_name("李\x1b娜"), "李娜");
  EXPECT_EQ(person_name(" \n\u3000"), "");
  EXPECT_EQ(person_name("\u200B"), "");
  EXPECT_EQ(person_name("李\u3000娜"), "李娜");
}

TEST(PersonName, IsOneLineOfAtMostFortyCharacters) {
  EXPECT_TRUE(is_person_name("李娜"));
  EXPECT_TRUE(is_person_name(repeated("李", 40)));
  EXPECT_FALSE(is_person_name(repeated("李", 41)));
  EXPECT_FALSE(is_person_name(person_name("李\r\n娜")));
  EXPECT_FALSE(is_person_name("李\t娜"));
  EXPECT_FALSE(is_person_name(""));
}

}  // namespace
}  // namespace handler::desk
