// Rough counts as people type them: a figure where one is meant, nothing where none is.
#include "core/forms/figure.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Figure, IsReadInDigitsAndInNumerals) {
  const std::pair<const char*, int> read[] = {
      {"3", 3},     {"３", 3},      {" 03 ", 3},  {"3次", 3},      {"3 趟", 3},  {"三", 3},
      {"三趟", 3},  {"两回", 2},    {"零", 0},    {"十", 10},      {"十二", 12}, {"二十", 20},
      {"99遍", 99}, {"二十三", 23}, {"0099", 99}, {"九十九次", 99}};
  for (const auto& [typed, figure] : read) EXPECT_EQ(figure_in(typed), figure) << typed;
}

TEST(Figure, IsNoneWhereNoSingleOneIsMeant) {
  for (const char* typed : {"",
                            "趟",
                            "十几",
                            "十几趟",
                            "三四趟",
                            "好几趟",
                            "几次",
                            "10+",
                            "第三次",
                            "3、4次",
                            "-1",
                            "3.5",
                            "100",
                            "1e3",
                            "三十十",
                            "零十",
                            "二三十",
                            "一百",
                            "99999999999999",
                            "大概吧"}) {
    EXPECT_FALSE(figure_in(typed)) << typed;
  }
}

}  // namespace
}  // namespace core
