// Office hours as text, in both directions.
#include "core/time/work_time.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using std::chrono::minutes;

TEST(OfficeHours, AssumesTwoOpeningsAndNeverCallsThemPublished) {
  const auto hours = assumed_office_hours();
  EXPECT_EQ(to_text(hours), "09:00-12:00, 13:30-17:00");
  EXPECT_FALSE(hours.published);
  EXPECT_EQ(hours.minutes_a_day(), minutes{390});
  EXPECT_EQ(hours.closing(), minutes{1020});
}

TEST(OfficeHours, ReadsWhatItWrites) {
  for (const char* text : {"09:00-17:00", "08:30-12:00, 14:30-17:30",
                           "08:00-11:30, 13:00-17:00, 18:00-20:00", "00:00-24:00"}) {
    const auto hours = office_hours_from_text(text);
    ASSERT_TRUE(hours.has_value()) << text;
    EXPECT_EQ(to_text(*hours), text);
    EXPECT_TRUE(hours->published);
  }
}

TEST(OfficeHours, ForgivesBlanks) {
  const auto hours = office_hours_from_text(" 09:00 - 12:00,13:30-17:00 ");
  ASSERT_TRUE(hours.has_value());
  EXPECT_EQ(to_text(*hours), "09:00-12:00, 13:30-17:00");
}

TEST(OfficeHours, RefusesTextOfAnyOtherForm) {
  for (const char* text : {"", ",", "09:00", "9:00-12:00", "09:00-", "12:00-09:00", "09:00-09:00",
                           "09:00-12:00,", "09:00-12:00; 13:30-17:00", "13:30-17:00, 09:00-12:00",
                           "09:00-12:00, 11:30-17:00", "09:00-25:00", "上午"}) {
    EXPECT_FALSE(office_hours_from_text(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace core
