// Filed figures come back as they were written.
#include "handler/cases/figures/filed.h"

#include <gtest/gtest.h>

namespace handler::cases {
namespace {

TEST(Filed, FiguresComeBackAsTheyWereWritten) {
  const Figures figures{.received = 17,
                        .rates = {{"responded", 13, 17, 100}, {"satisfied", 4, 11, std::nullopt}},
                        .tiers = {{"黄牌事项", 5}},
                        .units = {{"示范县税务局", 3}, {"示范县民政局", 2}},
                        .causes = {}};
  const std::optional<Figures> read = figures_in(as_json(figures));
  ASSERT_TRUE(read);
  EXPECT_EQ(as_json(*read), as_json(figures));
  EXPECT_EQ(read->received, 17);
  ASSERT_EQ(read->rates.size(), 2U);
  EXPECT_EQ(read->rates[0].target, 100);
  EXPECT_FALSE(read->rates[1].target);
  EXPECT_EQ(read->rates[1].denominator, 11);
  ASSERT_EQ(read->units.size(), 2U);
  EXPECT_EQ(read->units[1].name, "示范县民政局");
}

TEST(Filed, WhatWasPutRightIsUnknownWhereItWasNotCounted) {
  EXPECT_FALSE(figures_in(as_json(Figures{}))->mended);
  const Figures counted{.mended = std::vector<core::CountOf>{{"更正", 2}}};
  const std::optional<Figures> read = figures_in(as_json(counted));
  ASSERT_TRUE(read && read->mended);
  ASSERT_EQ(read->mended->size(), 1U);
  EXPECT_EQ(read->mended->front().count, 2);
}

TEST(Filed, NothingIsReadFromAFilingWithoutFigures) {
  EXPECT_FALSE(figures_in(""));
  EXPECT_FALSE(figures_in("{}"));
  EXPECT_FALSE(figures_in("no JSON"));
}

}  // namespace
}  // namespace handler::cases
