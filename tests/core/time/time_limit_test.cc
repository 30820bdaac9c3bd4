// Limits in the forms of YAML and of pages.
#include "core/time/time_limit.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(TimeLimit, ReadsWhatItWrites) {
  for (const char* text : {"on_the_spot", "at_once", "same_workday", "case_by_case", "1 workday",
                           "3 workdays", "0.5 workday", "0.25 workday", "0.05 workday",
                           "1.5 workdays", "10 workdays", "999 workdays"}) {
    const auto limit = time_limit_from_text(text);
    ASSERT_TRUE(limit.has_value()) << text;
    EXPECT_EQ(to_text(*limit), text);
  }
}

TEST(TimeLimit, KeepsHundredthsOfAWorkday) {
  EXPECT_EQ(time_limit_from_text("3 workdays")->hundredths, 300);
  EXPECT_EQ(time_limit_from_text("0.5 workday")->hundredths, 50);
  EXPECT_EQ(time_limit_from_text("0.25 workday")->hundredths, 25);
  EXPECT_EQ(time_limit_from_text("0.05 workday")->hundredths, 5);
}

TEST(TimeLimit, RefusesTextOfAnyOtherForm) {
  for (const char* text : {"",
                           "3",
                           "3 days",
                           "workdays",
                           " workdays",
                           "0 workdays",
                           "0.0 workday",
                           "-1 workdays",
                           "03 workdays",
                           "00.5 workday",
                           ".5 workday",
                           "1. workday",
                           "0.125 workday",
                           "1000 workdays",
                           "3  workdays",
                           "3 workdays ",
                           "3workdays",
                           "1e2 workdays",
                           "same workday",
                           "三个工作日"}) {
    EXPECT_FALSE(time_limit_from_text(text).has_value()) << text;
  }
}

TEST(TimeLimit, IsPrintedInChinese) {
  const auto printed = [](int hundredths) {
    return chinese_limit({.kind = TimeLimit::Kind::workdays, .hundredths = hundredths});
  };
  EXPECT_EQ(printed(50), "半个工作日");
  EXPECT_EQ(printed(100), "1个工作日");
  EXPECT_EQ(printed(25), "四分之一个工作日");
  EXPECT_EQ(printed(75), "四分之三个工作日");
  EXPECT_EQ(printed(30), "0.3个工作日");
  EXPECT_EQ(printed(150), "1.5个工作日");
  EXPECT_EQ(printed(1000), "10个工作日");
  EXPECT_EQ(chinese_limit({.kind = TimeLimit::Kind::on_the_spot}), "当场");
  EXPECT_EQ(chinese_limit({.kind = TimeLimit::Kind::at_once}), "立即");
  EXPECT_EQ(chinese_limit({.kind = TimeLimit::Kind::same_workday}), "当日");
}

TEST(TimeLimit, KnowsWhichLimitsHaveADueTime) {
  EXPECT_TRUE(time_limit_from_text("same_workday")->has_due_time());
  EXPECT_TRUE(time_limit_from_text("0.5 workday")->has_due_time());
  EXPECT_FALSE(time_limit_from_text("on_the_spot")->has_due_time());
  EXPECT_FALSE(time_limit_from_text("at_once")->has_due_time());
  EXPECT_FALSE(time_limit_from_text("case_by_case")->has_due_time()) << "nothing is counted";
}

}  // namespace
}  // namespace core
