// A length of time on the calendar, counted in whole years, months or days: how long something is
// kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/local_time.h"

namespace core {

// In YAML: "3 years", "1 year", "6 months", "90 days".
struct CalendarSpan {
  enum class Unit { days, months, years };
  int count = 0;
  Unit unit = Unit::days;

  bool operator==(const CalendarSpan&) const = default;
};

// Nothing for any other text, for a count of 0 or above 999, and for more than 99 years.
std::optional<CalendarSpan> calendar_span_from_text(std::string_view text);
// The YAML form, inverse of the above.
std::string to_text(const CalendarSpan& span);
// As pages print it: "3年", "6个月", "90天".
std::string chinese_span(const CalendarSpan& span);
// The day that comes so long after `from`: the same day of the month, or the last of a month that
// is shorter (from 31 January, one month: 28 or 29 February).
Day day_after(Day from, const CalendarSpan& span);
// The fewest days that it can be: to compare it with limits, which start on any day.
int fewest_days(const CalendarSpan& span);

}  // namespace core
