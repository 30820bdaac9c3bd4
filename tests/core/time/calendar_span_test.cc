// Spans of the calendar as files write them, as pages print them, and the day that they lead to.
#include "core/time/calendar_span.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::string after(const std::string& from, const std::string& span) {
  return to_iso(day_after(day_from_iso(from).value(), calendar_span_from_text(span).value()));
}

TEST(CalendarSpan, IsReadInYearsMonthsOrDaysAndPrintedAlike) {
  for (const char* text : {"3 years", "1 year", "6 months", "1 month", "90 days", "1 day"})
    EXPECT_EQ(to_text(calendar_span_from_text(text).value()), text);
  EXPECT_EQ(calendar_span_from_text("1 years"), calendar_span_from_text("1 year"));
  EXPECT_EQ(chinese_span(calendar_span_from_text("3 years").value()), "3年");
  EXPECT_EQ(chinese_span(calendar_span_from_text("18 months").value()), "18个月");
  EXPECT_EQ(chinese_span(calendar_span_from_text("90 days").value()), "90天");
}

TEST(CalendarSpan, IsNothingElse) {
  for (const char* text :
       {"", " ", "3", "years", "3years", "0 days", "03 days", "-3 days", "3  days", "3 days ",
        "1000 days", "100 years", "3 workdays", "3 weeks", "三 years"})
    EXPECT_FALSE(calendar_span_from_text(text).has_value()) << text;
}

TEST(CalendarSpan, LeadsToTheSameDayOfTheMonthOrToItsLast) {
  EXPECT_EQ(after("2026-09-24", "3 years"), "2029-09-24");
  EXPECT_EQ(after("2028-02-29", "1 year"), "2029-02-28");
  EXPECT_EQ(after("2028-02-29", "4 years"), "2032-02-29");
  EXPECT_EQ(after("2026-01-31", "1 month"), "2026-02-28");
  EXPECT_EQ(after("2026-11-30", "18 months"), "2028-05-30");
  EXPECT_EQ(after("2026-12-31", "1 day"), "2027-01-01");
}

TEST(CalendarSpan, IsAtLeastSoManyDays) {
  EXPECT_EQ(fewest_days(calendar_span_from_text("2 months").value()), 56);
  EXPECT_EQ(fewest_days(calendar_span_from_text("1 year").value()), 365);
  EXPECT_EQ(fewest_days(calendar_span_from_text("7 days").value()), 7);
}

}  // namespace
}  // namespace core
