// Which language the environment asks for.
#include "core/base/language.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Language, IsThatOfTheFirstVariableThatIsSet) {
  EXPECT_EQ(language_of(nullptr, nullptr, "zh_CN.UTF-8"), Language::chinese);
  EXPECT_EQ(language_of(nullptr, nullptr, "C.UTF-8"), Language::english);
  EXPECT_EQ(language_of("en_GB", nullptr, "zh_CN.UTF-8"), Language::english);
  EXPECT_EQ(language_of("", "zh_CN", "C"), Language::chinese);
  EXPECT_EQ(language_of(nullptr, nullptr, nullptr), Language::english);
}

TEST(Language, IsNamedByTwoLetters) {
  EXPECT_EQ(language_named("zh"), Language::chinese);
  EXPECT_EQ(language_named("en"), Language::english);
  EXPECT_EQ(language_named(""), std::nullopt);
  EXPECT_EQ(language_named("zh_CN"), std::nullopt);
}

}  // namespace
}  // namespace core
