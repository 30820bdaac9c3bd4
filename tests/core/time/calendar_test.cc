// The shipped notices compared with known days, closures that override them, and years without a
// notice.
#include "core/time/calendar.h"

#include <gtest/gtest.h>

#include "tests/support/notices.h"

namespace core {
namespace {

using test::day;

int workdays_in(const Calendar& calendar, int year) {
  const WorkTime time{calendar, assumed_office_hours()};
  const auto last = std::to_string(year) + "-12-31";
  return workdays_between(time, day(std::to_string(year - 1) + "-12-31"), day(last));
}

TEST(Calendar, HasAsManyWorkdaysAYearAsTheNoticesLeave) {
  const auto calendar = test::shipped_calendar();
  EXPECT_EQ(workdays_in(calendar, 2023), 249);
  EXPECT_EQ(workdays_in(calendar, 2024), 251);
  EXPECT_EQ(workdays_in(calendar, 2025), 248);
  EXPECT_EQ(workdays_in(calendar, 2026), 248);
}

TEST(Calendar, ClosesOnHolidaysOfTheNotices) {
  const auto calendar = test::shipped_calendar();
  for (const char* text : {"2023-01-02", "2023-01-27", "2023-09-29", "2023-10-06", "2024-02-16",
                           "2024-06-10", "2024-10-07", "2025-01-28", "2025-10-08", "2026-02-23",
                           "2026-04-06", "2026-05-05", "2026-06-19", "2026-09-25"}) {
    EXPECT_FALSE(calendar.is_workday(day(text))) << text;
  }
}

TEST(Calendar, WorksOnMakeUpDaysOfTheNotices) {
  const auto calendar = test::shipped_calendar();
  for (const char* text : {"2023-01-28", "2023-01-29", "2023-10-07", "2023-10-08", "2024-02-04",
                           "2024-09-14", "2024-10-12", "2025-01-26", "2025-09-28", "2026-01-04",
                           "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}) {
    EXPECT_TRUE(calendar.is_workday(day(text))) << text;
  }
}

TEST(Calendar, WorksOnOrdinaryWeekdaysBesideHolidays) {
  const auto calendar = test::shipped_calendar();
  for (const char* text : {"2023-01-03", "2023-10-09", "2024-02-09", "2024-02-19", "2025-02-05",
                           "2025-10-09", "2026-02-24", "2026-04-03", "2026-04-07", "2026-10-08"}) {
    EXPECT_TRUE(calendar.is_workday(day(text))) << text;
  }
}

TEST(Calendar, NamesHolidaysAndMakeUpDays) {
  const auto calendar = test::shipped_calendar();
  const auto holiday = calendar.kind_of(day("2026-10-01"));
  EXPECT_EQ(holiday.name, "国庆节");
  EXPECT_TRUE(holiday.special);
  EXPECT_FALSE(holiday.works);
  EXPECT_FALSE(holiday.local);
  const auto make_up = calendar.kind_of(day("2026-10-10"));
  EXPECT_EQ(make_up.name, "国庆节");
  EXPECT_TRUE(make_up.special);
  EXPECT_TRUE(make_up.works);
  EXPECT_EQ(calendar.kind_of(day("2026-10-09")).name, "");
  EXPECT_FALSE(calendar.kind_of(day("2026-10-09")).special);
}

TEST(Calendar, NamesTheNoticeOfEachYear) {
  const auto calendar = test::shipped_calendar();
  ASSERT_EQ(calendar.years().size(), 4u);
  EXPECT_EQ(calendar.years()[0].notice,
            "国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）");
  EXPECT_EQ(calendar.years()[3].notice, "国务院办公厅关于2026年部分节假日安排的通知");
  EXPECT_EQ(to_iso(calendar.years()[3].issued), "2025-11-04");
}

TEST(Calendar, CountsYearsWithoutNoticeByWeekdayAndSaysSo) {
  const auto calendar = test::shipped_calendar();
  EXPECT_TRUE(calendar.knows_year(2026));
  EXPECT_FALSE(calendar.knows_year(2027));
  EXPECT_TRUE(calendar.kind_of(day("2027-01-01")).works);
  EXPECT_TRUE(calendar.kind_of(day("2027-01-01")).provisional);
  EXPECT_FALSE(calendar.kind_of(day("2027-01-02")).works);
  EXPECT_TRUE(calendar.kind_of(day("2027-01-02")).provisional);
  EXPECT_FALSE(calendar.kind_of(day("2026-12-31")).provisional);
}

TEST(Calendar, IsSureOfADayThatTheNextYearsNoticeNames) {
  const auto calendar = test::shipped_calendar();
  EXPECT_EQ(calendar.kind_of(day("2022-12-31")).name, "元旦");
  EXPECT_FALSE(calendar.kind_of(day("2022-12-31")).provisional);
  EXPECT_TRUE(calendar.kind_of(day("2022-12-30")).provisional);
}

TEST(Calendar, LetsAClosureTakeDaysOutOfTheWeek) {
  const auto calendar = test::shipped_calendar(
      {{.from = day("2026-09-01"), .to = day("2026-09-02"), .name = "台风停工"}});
  const auto closed = calendar.kind_of(day("2026-09-02"));
  EXPECT_FALSE(closed.works);
  EXPECT_TRUE(closed.local);
  EXPECT_EQ(closed.name, "台风停工");
  EXPECT_FALSE(calendar.is_workday(day("2026-09-02")));
  EXPECT_TRUE(calendar.is_workday(day("2026-08-31")));
  EXPECT_TRUE(calendar.is_workday(day("2026-09-03")));
}

TEST(Calendar, LetsALocalOpeningGoBeforeTheNotice) {
  const auto calendar = test::shipped_calendar(
      {{.from = day("2026-10-03"), .to = day("2026-10-03"), .works = true, .name = "假日值班"}});
  EXPECT_TRUE(calendar.is_workday(day("2026-10-03")));
  EXPECT_TRUE(calendar.kind_of(day("2026-10-03")).local);
  EXPECT_FALSE(calendar.is_workday(day("2026-10-02")));
}

TEST(Calendar, FindsTheSecondWorkdayOfAMonth) {
  const auto time = test::shipped_work_time();
  const auto second = [&](const char* month_before) {
    return to_iso(workday_after(time, day(month_before), 2));
  };
  EXPECT_EQ(second("2026-09-30"), "2026-10-09");
  EXPECT_EQ(second("2026-01-31"), "2026-02-03");
  EXPECT_EQ(second("2025-12-31"), "2026-01-05");
  EXPECT_EQ(second("2026-04-30"), "2026-05-07");
}

}  // namespace
}  // namespace core
