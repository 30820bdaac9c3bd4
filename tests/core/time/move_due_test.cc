// Moving a due date: extensions, and pauses while the window waits for the reporter's materials.
#include <gtest/gtest.h>

#include "core/base/check.h"
#include "core/time/count.h"
#include "core/time/time_limit.h"
#include "tests/support/notices.h"

namespace core {
namespace {

using test::moment;

std::string shown_due(const DueDate& due) {
  return due.due ? to_iso(*due.due).substr(0, 16).replace(10, 1, " ") : "none";
}

class MoveDue : public testing::Test {
 protected:
  std::string extended(const std::string& start, const std::string& limit, int workdays) const {
    auto due = count(time_, moment(start), test::limit(limit));
    extend(time_, due, workdays);
    return shown_due(due);
  }

  std::string paused(const std::string& start, const std::string& limit, const std::string& began,
                     const std::string& ended) const {
    auto due = count(time_, moment(start), test::limit(limit));
    pause(time_, due, test::limit(limit), moment(began), moment(ended));
    return shown_due(due);
  }

  WorkTime time_ = test::shipped_work_time();
};

TEST_F(MoveDue, ExtendsFromTheOldDueDate) {
  EXPECT_EQ(extended("2026-10-12 10:00", "3 workdays", 7), "2026-10-26 17:00");
  EXPECT_EQ(extended("2026-09-28 10:00", "1 workday", 7), "2026-10-14 17:00");
}

TEST_F(MoveDue, KeepsTheTimeOfDayWhenItExtendsAFraction) {
  EXPECT_EQ(extended("2026-10-09 16:45", "0.5 workday", 1), "2026-10-12 12:00");
}

TEST_F(MoveDue, ExtendsNothingByNothing) {
  EXPECT_EQ(extended("2026-10-12 10:00", "3 workdays", 0), "2026-10-15 17:00");
  EXPECT_EQ(extended("2026-10-12 10:00", "on_the_spot", 7), "none");
}

TEST_F(MoveDue, NeverExtendsBackwards) {
  EXPECT_THROW(extended("2026-10-12 10:00", "3 workdays", -1), Bug);
}

TEST_F(MoveDue, BecomesProvisionalWhenTheExtensionReachesAYearWithoutNotice) {
  auto due = count(time_, moment("2026-12-29 10:00"), test::limit("1 workday"));
  EXPECT_FALSE(due.provisional);
  extend(time_, due, 2);
  EXPECT_TRUE(due.provisional);
  EXPECT_EQ(shown_due(due), "2027-01-01 17:00");
}

TEST_F(MoveDue, BecomesProvisionalWhenThePauseReachesAYearWithoutNotice) {
  time_.calendar = Calendar({{.year = 2027}}, {});
  const auto limit = test::limit("1 workday");
  auto due = count(time_, moment("2027-12-30 10:00"), limit);
  EXPECT_FALSE(due.provisional);
  pause(time_, due, limit, moment("2027-12-31 10:00"), moment("2028-01-02 10:00"));
  EXPECT_TRUE(due.provisional);
  EXPECT_EQ(shown_due(due), "2027-12-31 17:00");
}

TEST_F(MoveDue, PausesWholeDaysByTheWorkdaysAfterTheFirstDay) {
  EXPECT_EQ(paused("2026-10-12 10:00", "3 workdays", "2026-10-13 11:00", "2026-10-14 09:30"),
            "2026-10-16 17:00");
  EXPECT_EQ(paused("2026-10-12 10:00", "5 workdays", "2026-10-16 15:00", "2026-10-19 10:00"),
            "2026-10-20 17:00");
}

TEST_F(MoveDue, PausesNothingWithinOneDay) {
  EXPECT_EQ(paused("2026-10-12 10:00", "3 workdays", "2026-10-13 09:00", "2026-10-13 17:00"),
            "2026-10-15 17:00");
}

TEST_F(MoveDue, PausesNothingOverDaysThatDoNotCount) {
  EXPECT_EQ(paused("2026-09-29 10:00", "3 workdays", "2026-09-30 10:00", "2026-10-07 20:00"),
            "2026-10-09 17:00");
}

TEST_F(MoveDue, CountsAPauseThatBeginsAtTheDueTime) {
  EXPECT_EQ(paused("2026-10-12 10:00", "3 workdays", "2026-10-15 17:00", "2026-10-16 10:00"),
            "2026-10-16 17:00");
}

TEST_F(MoveDue, HealsNoBreachByALaterPause) {
  EXPECT_EQ(paused("2026-10-12 10:00", "3 workdays", "2026-10-15 17:00:00.001", "2026-10-20 10:00"),
            "2026-10-15 17:00");
}

TEST_F(MoveDue, IgnoresAPauseThatEndsBeforeItBegins) {
  EXPECT_EQ(paused("2026-10-12 10:00", "3 workdays", "2026-10-14 10:00", "2026-10-13 10:00"),
            "2026-10-15 17:00");
}

TEST_F(MoveDue, PausesTheSameWorkdayByWholeDays) {
  EXPECT_EQ(paused("2026-10-12 10:00", "same_workday", "2026-10-12 11:00", "2026-10-14 09:00"),
            "2026-10-14 17:00");
}

TEST_F(MoveDue, PausesFractionsByTheOfficeTimeLost) {
  EXPECT_EQ(paused("2026-10-12 09:00", "0.5 workday", "2026-10-12 10:00", "2026-10-12 11:00"),
            "2026-10-12 14:45");
  EXPECT_EQ(paused("2026-10-12 09:00", "0.5 workday", "2026-10-12 11:30", "2026-10-12 13:40"),
            "2026-10-12 14:25");
  EXPECT_EQ(paused("2026-10-12 09:00", "0.5 workday", "2026-10-12 13:30", "2026-10-14 09:00"),
            "2026-10-14 09:15");
}

TEST_F(MoveDue, PausesFractionsByNothingOverLunch) {
  EXPECT_EQ(paused("2026-10-12 09:00", "0.5 workday", "2026-10-12 12:00", "2026-10-12 13:30"),
            "2026-10-12 13:45");
}

TEST_F(MoveDue, AddsPausesAndExtensionsUp) {
  const auto limit = test::limit("3 workdays");
  auto due = count(time_, moment("2026-10-12 10:00"), limit);
  pause(time_, due, limit, moment("2026-10-13 10:00"), moment("2026-10-14 10:00"));
  extend(time_, due, 2);
  pause(time_, due, limit, moment("2026-10-16 10:00"), moment("2026-10-19 10:00"));
  EXPECT_EQ(shown_due(due), "2026-10-21 17:00");
}

TEST_F(MoveDue, MeasuresOfficeTimeOverLunchNightsAndHolidays) {
  const auto open_minutes = [&](const char* from, const char* to) {
    return office_time_between(time_, moment(from), moment(to)) / std::chrono::minutes{1};
  };
  EXPECT_EQ(open_minutes("2026-09-24 11:30", "2026-09-24 14:00"), 60);
  EXPECT_EQ(open_minutes("2026-09-24 16:00", "2026-09-28 10:00"), 120);
  EXPECT_EQ(open_minutes("2026-10-01 00:00", "2026-10-08 00:00"), 0);
  EXPECT_EQ(open_minutes("2026-09-28 10:00", "2026-09-24 16:00"), 0);
}

TEST_F(MoveDue, CountsWorkdaysAfterTheFirstUpToTheLast) {
  const auto between = [&](const char* first, const char* last) {
    return workdays_between(time_, test::day(first), test::day(last));
  };
  EXPECT_EQ(between("2026-09-30", "2026-10-12"), 4);
  EXPECT_EQ(between("2026-09-30", "2026-09-30"), 0);
  EXPECT_EQ(between("2026-10-12", "2026-09-30"), 0);
}

}  // namespace
}  // namespace core
