// Numbers of workdays in prose are found; "the next workday" is not a number.
#include "core/reading/typed_numbers.h"

#include <gtest/gtest.h>

#include <string>

namespace core {
namespace {

std::string found(std::string_view text) {
  const auto number = find_typed_workdays(text);
  return number ? std::string(text.substr(number->offset, number->length)) : "";
}

TEST(TypedNumbers, AreFoundInEveryKindOfDigits) {
  EXPECT_EQ(found("在3个工作日内"), "3个工作日");
  EXPECT_EQ(found("最多 10 个 工作日"), "10 个 工作日");
  EXPECT_EQ(found("５个工作日"), "５个工作日");
  EXPECT_EQ(found("七个工作日"), "七个工作日");
  EXPECT_EQ(found("十五个工作日"), "十五个工作日");
  EXPECT_EQ(found("半个工作日"), "半个工作日");
  EXPECT_EQ(found("0.5个工作日"), "0.5个工作日");
  EXPECT_EQ(found("2工作日"), "2工作日");
}

TEST(TypedNumbers, AreFoundBehindAHarmlessWorkday) {
  EXPECT_EQ(found("下一个工作日起，3个工作日内"), "3个工作日");
}

TEST(TypedNumbers, AreNotSeenWhereNobodyCounts) {
  EXPECT_EQ(found("工作日照常接待"), "");
  EXPECT_EQ(found("每个工作日上午"), "");
  EXPECT_EQ(found("每一个工作日"), "");
  EXPECT_EQ(found("从下一个工作日数起"), "");
  EXPECT_EQ(found("第一个工作日"), "");
  EXPECT_EQ(found("3个窗口"), "");
  EXPECT_EQ(found(""), "");
}

}  // namespace
}  // namespace core
