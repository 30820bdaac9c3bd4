// Office hours as text, in both directions.
#include "core/time/work_time.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using std::chrono::minutes;

TEST(OfficeHours, AssumesTwoOpeningsAndNeverCallsThemPublished) {
  const auto office = assumed_office_hours();
  EXPECT_EQ(to_text(office), "09:00-12:00, 13:30-17:00");
  EXPECT_FALSE(office.published);
  EXPECT_EQ(office.minutes_a_day(), minutes{390});
  EXPECT_EQ(office.closing(), minutes{1020});
}

TEST(OfficeHours, ReadsWhatItWrites) {
  for (const char* text : {"09:00-17:00", "08:30-12:00, 14:30-17:30",
                           "08:00-11:30, 13:00-17:00, 18:00-20:00", "00:00-24:00"}) {
    const auto office = office_hours_from_text(text);
    ASSERT_TRUE(office.has_value()) << text;
    EXPECT_EQ(to_text(*office), text);
    EXPECT_TRUE(office->published);
  }
}

TEST(OfficeHours, ForgivesBlanks) {
  const auto office = office_hours_from_text(" 09:00 - 12:00,13:30-17:00 ");
  ASSERT_TRUE(office.has_value());
  EXPECT_EQ(to_text(*office), "09:00-12:00, 13:30-17:00");
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
