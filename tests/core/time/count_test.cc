// Worked examples of how limits are counted: starts, whole days, fractions, and years without a
// notice.
#include <gtest/gtest.h>

#include "core/base/check.h"
#include "core/time/count.h"
#include "core/time/time_limit.h"
#include "tests/support/notices.h"

namespace core {
namespace {

using test::moment;

std::string shown(Instant instant) {
  return to_iso(instant).substr(0, 16).replace(10, 1, " ");
}

std::string due(const WorkTime& time, const std::string& start, const std::string& limit) {
  const auto result = count(time, moment(start), test::limit(limit));
  return result.due ? shown(*result.due) : "none";
}

std::string due(const std::string& start, const std::string& limit) {
  return due(test::shipped_work_time(), start, limit);
}

std::string opening_after(const std::string& start) {
  return shown(next_opening(test::shipped_work_time(), moment(start)));
}

TEST(NextOpening, LeavesATimeInsideOfficeHoursAlone) {
  EXPECT_EQ(opening_after("2026-04-03 09:00"), "2026-04-03 09:00");
  EXPECT_EQ(opening_after("2026-04-03 11:59:59.999"), "2026-04-03 11:59");
  EXPECT_EQ(opening_after("2026-04-03 13:30"), "2026-04-03 13:30");
  EXPECT_EQ(opening_after("2026-04-03 16:59"), "2026-04-03 16:59");
}

TEST(NextOpening, MovesLunchAndTheEarlyMorningToTheSameDay) {
  EXPECT_EQ(opening_after("2026-04-03 00:00"), "2026-04-03 09:00");
  EXPECT_EQ(opening_after("2026-04-03 12:00"), "2026-04-03 13:30");
  EXPECT_EQ(opening_after("2026-04-03 13:29:59.999"), "2026-04-03 13:30");
}

TEST(NextOpening, MovesTheClosingMinuteToTheNextWorkday) {
  EXPECT_EQ(opening_after("2026-04-03 17:00"), "2026-04-07 09:00");
  EXPECT_EQ(opening_after("2026-10-09 23:59"), "2026-10-10 09:00");
  EXPECT_EQ(opening_after("2026-02-15 10:00"), "2026-02-24 09:00");
}

TEST(NextOpening, FindsNoneWithoutOfficeHours) {
  EXPECT_THROW(next_opening({test::shipped_calendar(), {}}, moment("2026-04-03 10:00")), Bug);
}

TEST(Count, TakesWholeDaysToTheClosingTimeOfTheNthWorkday) {
  EXPECT_EQ(due("2026-04-03 10:00", "3 workdays"), "2026-04-09 17:00");
  EXPECT_EQ(due("2026-05-08 16:59", "1 workday"), "2026-05-09 17:00");
}

TEST(Count, StartsAtTheNextOpeningWhenTheHallIsClosed) {
  EXPECT_EQ(due("2026-04-03 17:00", "3 workdays"), "2026-04-10 17:00");
  EXPECT_EQ(due("2026-04-04 03:00", "3 workdays"), "2026-04-10 17:00");
  EXPECT_EQ(due("2026-04-03 12:30", "3 workdays"), "2026-04-09 17:00");
}

TEST(Count, UsesHalfADayUpAsOfficeTime) {
  EXPECT_EQ(due("2026-09-24 12:30", "0.5 workday"), "2026-09-24 16:45");
  EXPECT_EQ(due("2026-09-24 16:00", "0.5 workday"), "2026-09-28 11:15");
  EXPECT_EQ(due("2026-09-28 09:00", "0.25 workday"), "2026-09-28 10:37");
}

TEST(Count, EndsAtTheClosingMinuteWhenTheFractionEndsThere) {
  EXPECT_EQ(due("2026-10-09 16:45", "0.5 workday"), "2026-10-10 12:00");
  EXPECT_EQ(due("2026-10-09 11:45", "0.5 workday"), "2026-10-09 16:30");
  EXPECT_EQ(due("2026-10-09 10:15", "0.5 workday"), "2026-10-09 15:00");
  EXPECT_EQ(due("2026-10-09 13:45", "0.5 workday"), "2026-10-09 17:00");
}

TEST(Count, TakesTheFractionAfterTheWholeDays) {
  EXPECT_EQ(due("2026-10-12 10:00", "1.5 workdays"), "2026-10-14 13:45");
}

TEST(Count, EndsTheSameWorkdayAtClosingTime) {
  EXPECT_EQ(due("2026-09-24 10:00", "same_workday"), "2026-09-24 17:00");
  EXPECT_EQ(due("2026-09-24 18:00", "same_workday"), "2026-09-28 17:00");
  EXPECT_EQ(due("2026-09-24 17:00", "same_workday"), "2026-09-28 17:00");
}

TEST(Count, GivesNoDueTimeOnTheSpotOrAtOnce) {
  EXPECT_EQ(due("2026-09-24 10:00", "on_the_spot"), "none");
  EXPECT_EQ(due("2026-09-24 10:00", "at_once"), "none");
}

TEST(Count, RemembersWhenItWasAskedAndWhenItStarts) {
  const auto result =
      count(test::shipped_work_time(), moment("2026-09-24 18:00"), test::limit("1 workday"));
  EXPECT_EQ(shown(result.asked), "2026-09-24 18:00");
  EXPECT_EQ(shown(result.start), "2026-09-28 09:00");
}

TEST(Count, FollowsTheOfficeHoursOfTheHall) {
  const WorkTime time{test::shipped_calendar(),
                      *office_hours_from_text("08:00-11:30, 13:00-17:00, 18:00-20:00")};
  EXPECT_EQ(due(time, "2026-10-12 17:30", "1 workday"), "2026-10-13 20:00");
  EXPECT_EQ(due(time, "2026-10-12 17:30", "0.5 workday"), "2026-10-13 10:45");
}

TEST(Count, SkipsALongClosure) {
  const auto time = test::shipped_work_time(
      {{.from = test::day("2026-06-01"), .to = test::day("2026-08-31"), .name = "大厅搬迁"}});
  EXPECT_EQ(due(time, "2026-05-29 10:00", "2 workdays"), "2026-09-02 17:00");
}

TEST(Count, IsProvisionalWhenItCountsADayOfAYearWithoutNotice) {
  const auto time = test::shipped_work_time();
  const auto provisional = [&](const char* start, const char* limit) {
    return count(time, moment(start), test::limit(limit)).provisional;
  };
  EXPECT_FALSE(provisional("2026-12-30 10:00", "1 workday"));
  EXPECT_TRUE(provisional("2026-12-30 10:00", "2 workdays"));
  EXPECT_TRUE(provisional("2026-12-31 17:00", "same_workday"));
  EXPECT_FALSE(provisional("2026-12-31 16:59", "same_workday"));
  EXPECT_TRUE(provisional("2026-12-31 16:30", "0.5 workday"));
  EXPECT_TRUE(provisional("2030-06-03 10:00", "1 workday"));
}

TEST(Count, IsProvisionalWhenItOnlySkipsADayOfAYearWithoutNotice) {
  const Calendar calendar({test::notice(2024)}, {});
  const WorkTime time{calendar, assumed_office_hours()};
  const auto result = count(time, moment("2023-12-31 10:00"), test::limit("1 workday"));
  EXPECT_EQ(shown(*result.due), "2024-01-03 17:00");
  EXPECT_TRUE(result.provisional);
}

TEST(Count, IsSureWhenTheDayWithoutNoticeWasOverAnyway) {
  const WorkTime time{Calendar({test::notice(2025)}, {}), assumed_office_hours()};
  const auto result = count(time, moment("2024-12-31 18:00"), test::limit("1 workday"));
  EXPECT_EQ(shown(*result.due), "2025-01-03 17:00");
  EXPECT_FALSE(result.provisional);
}

TEST(Count, CountsByWeekdayWithoutAnyNotice) {
  const WorkTime time{Calendar{}, assumed_office_hours()};
  EXPECT_EQ(due(time, "2026-10-01 10:00", "3 workdays"), "2026-10-06 17:00");
}

std::string left_from(const std::string& to, int hundredths) {
  const WorkTime time = test::shipped_work_time();
  return shown(before_office_time(time, moment(to), office_time_of(time, hundredths)));
}

TEST(BeforeOfficeTime, CountsBackOverNightsLunchAndHolidays) {
  EXPECT_EQ(left_from("2026-09-29 17:00", 100), "2026-09-29 09:00");
  EXPECT_EQ(left_from("2026-09-29 17:00", 50), "2026-09-29 13:45");
  EXPECT_EQ(left_from("2026-09-29 14:00", 50), "2026-09-29 09:15");
  // 2:15 of the Monday, 3:30 of the Thursday afternoon, 0:45 of its morning.
  EXPECT_EQ(left_from("2026-09-28 11:15", 100), "2026-09-24 11:15");
  EXPECT_EQ(left_from("2026-10-08 17:00", 200), "2026-09-30 09:00");
}

TEST(BeforeOfficeTime, IsTheOtherWayRoundOfAfterOfficeTime) {
  const WorkTime time = test::shipped_work_time();
  for (const int hundredths : {25, 50, 100, 250}) {
    const auto amount = office_time_of(time, hundredths);
    const Instant from = before_office_time(time, moment("2026-09-28 11:15"), amount);
    EXPECT_EQ(shown(after_office_time(time, from, amount)), "2026-09-28 11:15");
  }
}

TEST(CalendarWith, AddsANoticeBelowTheSitesOwnDays) {
  const Calendar calendar = test::shipped_calendar({{.from = test::day("2027-01-01"),
                                                     .to = test::day("2027-01-01"),
                                                     .works = true,
                                                     .name = "开门"}});
  CalendarYear notice{.year = 2027, .notice = {}, .issued = {}, .days = {}};
  notice.days[test::day("2027-01-01")] = {false, "元旦"};
  notice.days[test::day("2027-01-04")] = {false, "元旦"};
  const Calendar more = calendar.with(notice);
  EXPECT_TRUE(more.knows_year(2027));
  EXPECT_FALSE(calendar.knows_year(2027));
  EXPECT_TRUE(more.is_workday(test::day("2027-01-01")));
  EXPECT_FALSE(more.is_workday(test::day("2027-01-04")));
  EXPECT_EQ(more.year(2027)->days.size(), 2U);
  EXPECT_EQ(more.year(2028), nullptr);
}

}  // namespace
}  // namespace core
