// Which cases count as a common problem (CA-31, PZ-33).
#include "handler/cases/figures/problems.h"

#include <gtest/gtest.h>

namespace handler::cases {
namespace {

Problem problem(CaseId id, const std::string& matter, const std::string& unit = "住建局",
                const std::string& cause = "系统故障") {
  return {id, "SF-" + std::to_string(id), matter, unit, cause};
}

TEST(Problems, AreTheSameIfMatterUnitAndCauseAre) {
  const auto groups = common_problems({problem(1, "落户"), problem(2, "房产证"),
                                       problem(3, "房产证"), problem(4, "房产证", "税务局"),
                                       problem(5, "房产证", "住建局", "材料没有备齐")});
  ASSERT_EQ(groups.size(), 4u);
  ASSERT_EQ(groups[0].cases.size(), 2u);
  EXPECT_EQ(groups[0].cases[0].id, 2);
  EXPECT_EQ(groups[0].cases[1].id, 3);
  EXPECT_EQ(groups[1].cases[0].id, 1);
}

TEST(Problems, AreTheSameHoweverTheMatterWasTyped) {
  const auto groups = common_problems({problem(1, "Ｂ超 预约"), problem(2, "B超预约")});
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].cases.front().matter, "Ｂ超 预约");
}

TEST(Problems, AreNeverTheSameWithoutAMatter) {
  EXPECT_EQ(common_problems({problem(1, ""), problem(2, "")}).size(), 2u);
}

TEST(Problems, AreCountedTheMostFrequentFirst) {
  const std::vector<Problem> all = {problem(1, "落户"), problem(2, "房产证", "税务局"),
                                    problem(3, "房产证", "", ""), problem(4, "社保", "税务局")};
  const auto matters = most_frequent(all, &Problem::matter, 2);
  ASSERT_EQ(matters.size(), 2u);
  EXPECT_EQ(matters[0].name, "房产证");
  EXPECT_EQ(matters[0].count, 2);
  EXPECT_EQ(matters[1].count, 1);
  const auto units = most_frequent(all, &Problem::unit, 9);
  ASSERT_EQ(units.size(), 2u) << "cases without dispatch count for no unit";
  EXPECT_EQ(units[0].name, "税务局");
  EXPECT_EQ(units[0].count, 2);
}

}  // namespace
}  // namespace handler::cases
