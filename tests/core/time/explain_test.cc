// The whole text of explanations, so that a change of wording is read by a person first.
#include <gtest/gtest.h>

#include "core/time/count.h"
#include "core/time/time_limit.h"
#include "tests/support/notices.h"

namespace core {
namespace {

using test::moment;

DueDate counted(const std::string& start, const std::string& limit) {
  return count(test::shipped_work_time(), moment(start), test::limit(limit));
}

TEST(Explain, TellsFiveWorkdaysAcrossNationalDayAndTheMakeUpSaturday) {
  EXPECT_EQ(explain(counted("2026-09-29 16:50", "5 workdays")),
            "2026-09-29 Tuesday, start (day 0)\n"
            "2026-09-30 Wednesday, counted as day 1\n"
            "2026-10-01 to 2026-10-07 国庆节, not counted\n"
            "2026-10-08 Thursday, counted as day 2\n"
            "2026-10-09 Friday, counted as day 3\n"
            "2026-10-10 Saturday, make-up workday, counted as day 4\n"
            "2026-10-11 Sunday, not counted\n"
            "2026-10-12 Monday, counted as day 5\n"
            "due 2026-10-12 Monday 17:00\n");
}

TEST(Explain, TellsOfAStartOutsideOfficeHours) {
  EXPECT_EQ(explain(counted("2026-09-24 18:00", "same_workday")),
            "2026-09-24 Thursday 18:00, outside office hours\n"
            "2026-09-25 to 2026-09-27 中秋节, not counted\n"
            "2026-09-28 Monday, start (day 0)\n"
            "due 2026-09-28 Monday 17:00\n");
}

TEST(Explain, TellsOfAStartOnAWeekend) {
  EXPECT_EQ(explain(counted("2026-10-17 09:30", "1 workday")),
            "2026-10-17 Saturday 09:30, outside office hours\n"
            "2026-10-17 to 2026-10-18 weekend, not counted\n"
            "2026-10-19 Monday, start (day 0)\n"
            "2026-10-20 Tuesday, counted as day 1\n"
            "due 2026-10-20 Tuesday 17:00\n");
}

TEST(Explain, TellsHalfADay) {
  EXPECT_EQ(explain(counted("2026-09-24 16:00", "0.5 workday")),
            "2026-09-24 Thursday, start (day 0)\n"
            "2026-09-25 to 2026-09-27 中秋节, not counted\n"
            "2026-09-28 Monday, counted as day 1\n"
            "due 2026-09-28 Monday 11:15\n");
}

TEST(Explain, TellsThatNoTimeIsDue) {
  EXPECT_EQ(explain(counted("2026-10-10 10:00", "on_the_spot")),
            "2026-10-10 Saturday, make-up workday, start (day 0)\n"
            "no due time\n");
}

TEST(Explain, TellsWhichDaysAreProvisional) {
  EXPECT_EQ(explain(counted("2026-12-31 10:00", "2 workdays")),
            "2026-12-31 Thursday, start (day 0)\n"
            "2027-01-01 Friday, counted as day 1 (provisional: no holiday notice for 2027)\n"
            "2027-01-02 to 2027-01-03 weekend, not counted (provisional: no holiday notice for "
            "2027)\n"
            "2027-01-04 Monday, counted as day 2 (provisional: no holiday notice for 2027)\n"
            "due 2027-01-04 Monday 17:00, provisional\n");
}

TEST(Explain, TellsOfClosuresAndLocalOpenings) {
  const auto time = test::shipped_work_time(
      {{.from = test::day("2026-08-20"), .to = test::day("2026-08-21"), .name = "台风停工"},
       {.from = test::day("2026-08-22"),
        .to = test::day("2026-08-22"),
        .works = true,
        .name = "台风后补班"}});
  EXPECT_EQ(explain(count(time, moment("2026-08-19 10:00"), test::limit("2 workdays"))),
            "2026-08-19 Wednesday, start (day 0)\n"
            "2026-08-20 to 2026-08-21 台风停工, not counted\n"
            "2026-08-22 Saturday, open for 台风后补班, counted as day 1\n"
            "2026-08-23 Sunday, not counted\n"
            "2026-08-24 Monday, counted as day 2\n"
            "due 2026-08-24 Monday 17:00\n");
}

TEST(Explain, TellsOfAnExtension) {
  auto due = counted("2026-09-28 10:00", "1 workday");
  extend(test::shipped_work_time(), due, 2);
  EXPECT_EQ(explain(due),
            "2026-09-28 Monday, start (day 0)\n"
            "2026-09-29 Tuesday, counted as day 1\n"
            "2026-09-29 Tuesday, due date extended by 2 workdays\n"
            "2026-09-30 Wednesday, counted as day 2\n"
            "2026-10-01 to 2026-10-07 国庆节, not counted\n"
            "2026-10-08 Thursday, counted as day 3\n"
            "due 2026-10-08 Thursday 17:00\n");
}

TEST(Explain, TellsOfAPause) {
  const auto limit = test::limit("2 workdays");
  auto due = counted("2026-10-12 10:00", "2 workdays");
  pause(test::shipped_work_time(), due, limit, moment("2026-10-13 10:00"),
        moment("2026-10-14 10:00"));
  EXPECT_EQ(explain(due),
            "2026-10-12 Monday, start (day 0)\n"
            "2026-10-13 Tuesday, counted as day 1\n"
            "2026-10-14 Wednesday, counted as day 2\n"
            "2026-10-13 to 2026-10-14 paused, due date moved by 1 workday\n"
            "2026-10-15 Thursday, counted as day 3\n"
            "due 2026-10-15 Thursday 17:00\n");
}

TEST(Explain, TellsOfAPauseOfHalfADay) {
  const auto limit = test::limit("0.5 workday");
  auto due = counted("2026-10-12 09:00", "0.5 workday");
  pause(test::shipped_work_time(), due, limit, moment("2026-10-12 11:30"),
        moment("2026-10-12 13:40:05"));
  EXPECT_EQ(explain(due),
            "2026-10-12 Monday, start (day 0)\n"
            "2026-10-12 Monday paused, due date moved by 0:40:05 of office time\n"
            "due 2026-10-12 Monday 14:25\n");
}

TEST(Explain, SaysNothingOfAPauseThatMovesNothing) {
  const auto limit = test::limit("1 workday");
  auto due = counted("2026-10-12 10:00", "1 workday");
  const auto before = explain(due);
  pause(test::shipped_work_time(), due, limit, moment("2026-10-12 11:00"),
        moment("2026-10-12 15:00"));
  EXPECT_EQ(explain(due), before);
}

}  // namespace
}  // namespace core
