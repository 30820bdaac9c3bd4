// The wall clock: conversions in both directions, and refusals.
#include "core/time/local_time.h"

#include <gtest/gtest.h>

#include "tests/support/notices.h"

namespace core {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(LocalTime, WritesInstantsInChinasZone) {
  EXPECT_EQ(to_iso(Instant{}), "1970-01-01T08:00:00.000+08:00");
  EXPECT_EQ(to_iso(Instant{milliseconds{1'775'181'600'007}}), "2026-04-03T10:00:00.007+08:00");
}

TEST(LocalTime, ReadsWhatItWrites) {
  for (long long time = 0; time < 4'000'000'000'000; time += 86'399'999'977 / 7) {
    const Instant instant{milliseconds{time}};
    ASSERT_EQ(from_iso(to_iso(instant)), instant) << time;
  }
}

TEST(LocalTime, ReadsInstantsWithoutMilliseconds) {
  EXPECT_EQ(from_iso("2026-04-03T10:00:00+08:00"), from_iso("2026-04-03T10:00:00.000+08:00"));
  EXPECT_TRUE(from_iso("2026-04-03T10:00:00+08:00").has_value());
}

TEST(LocalTime, RefusesInstantsOfAnyOtherForm) {
  for (const char* text :
       {"", "2026-04-03", "2026-04-03T10:00:00Z", "2026-04-03 10:00:00+08:00",
        "2026-04-03T10:00:00.0+08:00", "2026-04-03T10:00:00.0000+08:00",
        "2026-04-03T24:00:00+08:00", "2026-04-03T10:60:00+08:00", "2026-04-03T10:00:60+08:00",
        "2026-04-03T10:00:00+09:00", "2026-02-30T10:00:00+08:00", "1969-12-31T23:59:59+08:00",
        "12026-04-03T10:00:00+08:00", "2026-04-03T-1:00:00+08:00", "2026-04-03T10-00-00+08:00",
        "2026-04-03T10:00:00,000+08:00", "2026-04-03T10:00:00+08:00 "}) {
    EXPECT_FALSE(from_iso(text).has_value()) << text;
  }
}

TEST(LocalTime, ReadsAndWritesDays) {
  EXPECT_EQ(to_iso(test::day("2026-04-03")), "2026-04-03");
  EXPECT_EQ(to_iso(test::day("1970-01-01")), "1970-01-01");
  EXPECT_EQ(to_iso(test::day("9999-12-31")), "9999-12-31");
  EXPECT_EQ(to_iso(test::day("2024-02-29")), "2024-02-29");
}

TEST(LocalTime, RefusesDaysThatDoNotExist) {
  for (const char* text : {"", "2026-02-30", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-00",
                           "2026-4-3", "20260403", "2026/04/03", "1969-12-31", "0000-01-01",
                           "+026-04-03", "2026-04-31", "2026-04-03 ", "２026-04-03"}) {
    EXPECT_FALSE(day_from_iso(text).has_value()) << text;
  }
}

TEST(LocalTime, ChangesTheDayAtChinasMidnight) {
  EXPECT_EQ(day_of(test::moment("2026-04-03 00:00")), test::day("2026-04-03"));
  EXPECT_EQ(day_of(test::moment("2026-04-03 00:00") - milliseconds{1}), test::day("2026-04-02"));
  EXPECT_EQ(day_of(test::moment("2026-04-03 23:59:59.999")), test::day("2026-04-03"));
}

TEST(LocalTime, CountsTheTimeOfDayFromMidnight) {
  EXPECT_EQ(time_of_day(test::moment("2026-04-03 00:00")), milliseconds{0});
  EXPECT_EQ(time_of_day(test::moment("2026-04-03 23:59:59.999")), hours{24} - milliseconds{1});
}

TEST(LocalTime, PutsADayAndATimeTogether) {
  EXPECT_EQ(at(test::day("2026-04-03"), hours{10}), test::moment("2026-04-03 10:00"));
  EXPECT_EQ(at(test::day("2026-04-03"), hours{24}), test::moment("2026-04-04 00:00"));
}

TEST(LocalTime, ReadsMinutesOfTheDay) {
  EXPECT_EQ(minute_from_text("08:30"), minutes{510});
  EXPECT_EQ(minute_from_text("00:00"), minutes{0});
  EXPECT_EQ(minute_from_text("24:00"), minutes{1440});
}

TEST(LocalTime, RefusesMinutesOfAnyOtherForm) {
  for (const char* text :
       {"", "8:30", "08.30", "24:01", "25:00", "12:60", "08:3", "08:300", "-8:30"}) {
    EXPECT_FALSE(minute_from_text(text).has_value()) << text;
  }
}

TEST(LocalTime, WritesMinutesOfTheDay) {
  EXPECT_EQ(to_text(minutes{510}), "08:30");
  EXPECT_EQ(to_text(minutes{1440}), "24:00");
}

TEST(LocalTime, NumbersTheWeekFromMonday) {
  EXPECT_EQ(weekday_of(test::day("2026-09-28")), 1);
  EXPECT_EQ(weekday_of(test::day("2026-10-04")), 7);
  EXPECT_EQ(chinese_weekday(test::day("2026-09-28")), "星期一");
  EXPECT_EQ(chinese_weekday(test::day("2026-09-30")), "星期三");
  EXPECT_EQ(chinese_weekday(test::day("2026-10-04")), "星期日");
}

TEST(LocalTime, LeavesTheYearOutOfChineseDatesOfTheSameYear) {
  EXPECT_EQ(chinese_date(test::day("2026-09-30"), 2026), "9月30日");
  EXPECT_EQ(chinese_date(test::day("2027-01-04"), 2026), "2027年1月4日");
  EXPECT_EQ(chinese_date(test::day("2026-09-30")), "2026年9月30日");
}

TEST(LocalTime, WritesChineseMomentsToTheMinute) {
  EXPECT_EQ(chinese_moment(test::moment("2026-09-30 16:45:59.999"), 2026), "9月30日 16:45");
  EXPECT_EQ(chinese_moment(test::moment("2026-09-30 08:05"), 2025), "2026年9月30日 08:05");
  EXPECT_EQ(chinese_moment(test::moment("2026-09-30 08:05:59.999")), "2026年9月30日 08:05");
}

}  // namespace
}  // namespace core
