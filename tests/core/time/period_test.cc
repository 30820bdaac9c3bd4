// Months, quarters and years as people write them, and the previous one of each.
#include "core/time/period.h"

#include <gtest/gtest.h>

#include "tests/support/notices.h"

namespace core {
namespace {

std::string days_of(const std::string& text) {
  const auto period = period_from_text(text);
  return period ? to_iso(period->from) + " " + to_iso(period->to) : "none";
}

TEST(Period, IsReadAsAMonthAQuarterAYearOrFromTo) {
  EXPECT_EQ(days_of("2026-10"), "2026-10-01 2026-10-31");
  EXPECT_EQ(days_of("2028-02"), "2028-02-01 2028-02-29");
  EXPECT_EQ(days_of("2026-12"), "2026-12-01 2026-12-31");
  EXPECT_EQ(days_of("2026-Q3"), "2026-07-01 2026-09-30");
  EXPECT_EQ(days_of("2026-Q4"), "2026-10-01 2026-12-31");
  EXPECT_EQ(days_of("2026"), "2026-01-01 2026-12-31");
  EXPECT_EQ(days_of("2026-01-05..2026-02-03"), "2026-01-05 2026-02-03");
}

TEST(Period, IsNoneOfAnythingElse) {
  for (const char* text : {"", "26", "2026-", "2026-13", "2026-00", "2026-1", "2026-Q5", "2026-Q0",
                           "2026-10-01", "2026-10-02..2026-10-01", "2026-10-01..", "..", "0000",
                           "2026-02-30..2026-03-01", "2026-Q3x"}) {
    EXPECT_FALSE(period_from_text(text)) << text;
  }
}

TEST(Period, IsWrittenAsItIsRead) {
  for (const char* text : {"2026-10", "2026-Q3", "2026", "2026-01-05..2026-02-03"}) {
    EXPECT_EQ(to_text(*period_from_text(text)), text);
  }
}

TEST(Period, IsFoundAroundADayAndBeforeAnother) {
  const Day day = test::day("2026-02-14");
  EXPECT_EQ(to_text(period_around(day, Every::month)), "2026-02");
  EXPECT_EQ(to_text(period_around(day, Every::quarter)), "2026-Q1");
  EXPECT_EQ(to_text(period_around(day, Every::year)), "2026");
  const auto before = [&](Every every) {
    return to_text(period_before(period_around(day, every), every));
  };
  EXPECT_EQ(before(Every::month), "2026-01");
  EXPECT_EQ(before(Every::quarter), "2025-Q4");
  EXPECT_EQ(before(Every::year), "2025");
}

TEST(Period, HoldsItsFirstAndItsLastDay) {
  const Period month = *period_from_text("2026-10");
  EXPECT_TRUE(month.contains(test::day("2026-10-01")));
  EXPECT_TRUE(month.contains(test::day("2026-10-31")));
  EXPECT_FALSE(month.contains(test::day("2026-09-30")));
  EXPECT_FALSE(month.contains(test::day("2026-11-01")));
}

}  // namespace
}  // namespace core
