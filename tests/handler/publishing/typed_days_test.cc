// Days as people type them.
#include "handler/publishing/typed_days.h"

#include <gtest/gtest.h>

namespace handler::publishing {
namespace {

// "2026-12-01..2026-12-07 morning", or "none".
std::string days(std::string_view typed, const char* month = "2026-12-01") {
  const auto found = typed_stretch(typed, core::day_from_iso(month).value());
  if (!found) return "none";
  std::string text = core::to_iso(found->from);
  if (found->to != found->from) text += ".." + core::to_iso(found->to);
  if (found->part) text += *found->part == core::HalfDay::morning ? " morning" : " afternoon";
  return text;
}

TEST(TypedDays, AreOneDay) {
  for (const char* typed : {"2026-12-01", "2026/12/1", "2026.12.1", "2026年12月1日", "12月1日",
                            "12月1号", "12.1", "12/1", "１２月１日", "12月1日（星期二）", "1日"}) {
    EXPECT_EQ(days(typed), "2026-12-01") << typed;
  }
  EXPECT_EQ(days("1月4日"), "2027-01-04");
  EXPECT_EQ(days("12月31日", "2027-01-01"), "2026-12-31");
}

TEST(TypedDays, AreAStretch) {
  for (const char* typed :
       {"12月1日至12月7日", "12月1日-7日", "12.1-12.7", "12月1日到7日", "12.1—7", "1日至7日", "1-7",
        "2026-12-01至2026-12-07", "2026-12-01-2026-12-07", "2026/12/1~2026/12/7",
        "12月1日 - 12月7日", "12月1日（星期二）至12月7日（星期一）"}) {
    EXPECT_EQ(days(typed), "2026-12-01..2026-12-07") << typed;
  }
  EXPECT_EQ(days("12.28-1.3"), "2026-12-28..2027-01-03");
}

TEST(TypedDays, AreHalves) {
  EXPECT_EQ(days("12月1日上午"), "2026-12-01 morning");
  EXPECT_EQ(days("12月1日至7日（下午）"), "2026-12-01..2026-12-07 afternoon");
  EXPECT_EQ(days("12月1日至7日，每天上午"), "2026-12-01..2026-12-07 morning");
  EXPECT_EQ(days("12月1日全天"), "2026-12-01");
}

TEST(TypedDays, AreNothingElse) {
  for (const char* typed : {"", "明天", "13月1日", "2026-02-30", "12月", "2026年12月", "秦为民",
                            "0999-5550041", "12345", "1.2.3.4", "2026-12-07至2026-12-01"}) {
    EXPECT_EQ(days(typed), "none") << typed;
  }
}

TEST(TypedDays, OfAFieldHaveTheirYear) {
  EXPECT_EQ(typed_day("2026年12月1日"), core::day_from_iso("2026-12-01"));
  EXPECT_EQ(typed_day("2026-12-01"), core::day_from_iso("2026-12-01"));
  EXPECT_FALSE(typed_day("12月1日"));
  EXPECT_FALSE(typed_day(""));
}

}  // namespace
}  // namespace handler::publishing
