// The month of the duty roster: gaps, shares, and how the turns go on.
#include "handler/publishing/duty_month.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/handler/publishing/duty_turn.h"
#include "tests/support/notices.h"

namespace handler::publishing {
namespace {

using core::DutyEntry;
using core::HalfDay;
using test::day;
using test::turn;

const core::Calendar& calendar() {
  static const core::Calendar shipped = test::shipped_calendar();
  return shipped;
}

core::Period month(const char* first) {
  return core::period_around(day(first), core::Every::month);
}

std::string in_one_line(const std::vector<DutyEntry>& entries) {
  std::string all;
  for (const DutyEntry& entry : entries) {
    all += core::to_iso(entry.from).substr(5);
    if (entry.to != entry.from) all += ".." + core::to_iso(entry.to).substr(5);
    all += entry.part ? (*entry.part == HalfDay::morning ? "上" : "下") : "";
    all += entry.name + " ";
  }
  return all;
}

TEST(DutyMonth, HasGapsOnWorkdaysWithoutALeaderOnly) {
  const auto days = duty_days({turn("2026-09-21", "2026-09-27", "甲"),
                               turn("2026-09-28", "2026-09-28", "乙", HalfDay::morning)},
                              month("2026-09-01"), calendar());
  ASSERT_EQ(days.size(), 30u);
  EXPECT_TRUE(days[0].is_gap());     // Tuesday the 1st
  EXPECT_FALSE(days[4].is_gap());    // Saturday the 5th
  EXPECT_TRUE(days[19].kind.works);  // Sunday the 20th makes up for the holiday
  EXPECT_TRUE(days[19].is_gap());
  EXPECT_FALSE(days[22].is_gap());
  EXPECT_EQ(days[22].morning, 0u);
  EXPECT_TRUE(days[27].is_gap());  // only the morning
  EXPECT_FALSE(days[27].afternoon.has_value());
}

TEST(DutyMonth, CountsTheShareOfEachLeader) {
  const auto shares =
      duty_shares({turn("2026-11-02", "2026-11-08", "甲"), turn("2026-11-09", "2026-11-15", "甲"),
                   turn("2026-11-16", "2026-11-16", "乙", HalfDay::morning),
                   turn("2026-11-30", "2026-12-06", "乙")},
                  month("2026-11-01"), calendar());
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].turns, 2);
  EXPECT_EQ(shares[0].halves, 20);
  EXPECT_TRUE(shares[0].is_double);
  EXPECT_EQ(shares[1].halves, 3);
}

TEST(DutyMonth, GoesOnWeekByWeekInTurn) {
  const std::vector<DutyEntry> before = {
      turn("2026-11-02", "2026-11-08", "甲"), turn("2026-11-09", "2026-11-15", "乙"),
      turn("2026-11-16", "2026-11-22", "丙"), turn("2026-11-23", "2026-11-29", "甲")};
  EXPECT_EQ(in_one_line(turns_forward(before, month("2026-12-01"), calendar())),
            "12-01..12-06乙 12-07..12-13丙 12-14..12-20甲 12-21..12-27乙 12-28..01-03丙 ");
  EXPECT_EQ(in_one_line(turns_forward(before, month("2026-11-01"), calendar())), "11-30..12-06乙 ");
}

TEST(DutyMonth, GoesOnDayByDayAndLeavesOutDaysOffAsBefore) {
  const std::vector<DutyEntry> before = {turn("2026-11-26", "2026-11-26", "甲"),
                                         turn("2026-11-27", "2026-11-27", "乙")};
  const auto made = turns_forward(before, {day("2026-11-28"), day("2026-12-02")}, calendar());
  EXPECT_EQ(in_one_line(made), "11-30甲 12-01乙 12-02甲 ");
}

TEST(DutyMonth, GoesOnWithHalvesEachInTheirOwnTurn) {
  const std::vector<DutyEntry> before = {
      turn("2026-12-01", "2026-12-01", "甲", HalfDay::morning),
      turn("2026-12-01", "2026-12-01", "乙", HalfDay::afternoon),
      turn("2026-12-02", "2026-12-02", "乙", HalfDay::morning),
      turn("2026-12-02", "2026-12-02", "甲", HalfDay::afternoon)};
  EXPECT_EQ(in_one_line(turns_forward(before, {day("2026-12-01"), day("2026-12-04")}, calendar())),
            "12-03上甲 12-03下乙 12-04上乙 12-04下甲 ");
}

TEST(DutyMonth, EndsWhereTheNextOneIsPlanned) {
  const std::vector<DutyEntry> before = {turn("2026-11-16", "2026-11-22", "甲"),
                                         turn("2026-11-23", "2026-11-29", "乙"),
                                         turn("2026-12-01", "2026-12-06", "丙")};
  EXPECT_EQ(in_one_line(turns_forward(before, month("2026-11-01"), calendar())), "11-30甲 ");
  EXPECT_TRUE(turns_forward({}, month("2026-11-01"), calendar()).empty());
  EXPECT_TRUE(turns_forward(before, {day("2026-11-02"), day("2026-11-08")}, calendar()).empty());
}

}  // namespace
}  // namespace handler::publishing
