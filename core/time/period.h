// A reporting period: a month, a quarter, a year, or a range of days.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time/local_time.h"

namespace core {

struct Period {
  Day from{};
  Day to{};  // included

  bool contains(Day day) const { return from <= day && day <= to; }
  bool operator==(const Period&) const = default;
};

// How long a regular period is.
enum class Every { month, quarter, year };

// Parses "2026-10", "2026-Q3", "2026", "2026-01-01..2026-09-30"; nothing if the text is none of
// these, or the range ends before it begins.
std::optional<Period> period_from_text(std::string_view text);
// The shortest of these forms; inverse of the above.
std::string to_text(const Period& period);

// The month, quarter or year that contains the day.
Period period_around(Day day, Every every);
// The month, quarter or year before `period`.
Period period_before(const Period& period, Every every);

}  // namespace core
