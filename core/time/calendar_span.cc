// Parses, prints and adds spans of the calendar.
#include "core/time/calendar_span.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "core/base/ascii.h"

namespace core {
namespace {

using Unit = CalendarSpan::Unit;

constexpr int kMostYears = 99;
constexpr std::size_t kMostDigits = 3;

struct UnitWord {
  Unit unit;
  std::string_view one;
  std::string_view many;
  std::string_view chinese;
  int fewest_days;
};

constexpr std::array kUnits = {UnitWord{Unit::days, "day", "days", "天", 1},
                               UnitWord{Unit::months, "month", "months", "个月", 28},
                               UnitWord{Unit::years, "year", "years", "年", 365}};

const UnitWord& word_of(Unit unit) {
  return kUnits.at(static_cast<std::size_t>(unit));
}

}  // namespace

std::optional<CalendarSpan> calendar_span_from_text(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || blank > kMostDigits || text.front() == '0')
    return std::nullopt;
  const std::optional<int> count = number_from_digits(text.substr(0, blank));
  if (!count) return std::nullopt;
  for (const UnitWord& word : kUnits) {
    const std::string_view written = text.substr(blank + 1);
    if (written != word.one && written != word.many) continue;
    if (word.unit == Unit::years && *count > kMostYears) return std::nullopt;
    return CalendarSpan{*count, word.unit};
  }
  return std::nullopt;
}

std::string to_text(const CalendarSpan& span) {
  const UnitWord& word = word_of(span.unit);
  return fmt::format("{} {}", span.count, span.count == 1 ? word.one : word.many);
}

std::string chinese_span(const CalendarSpan& span) {
  return fmt::format("{}{}", span.count, word_of(span.unit).chinese);
}

Day day_after(Day from, const CalendarSpan& span) {
  if (span.unit == Unit::days) return from + std::chrono::days{span.count};
  const int months = span.unit == Unit::years ? span.count * 12 : span.count;
  const std::chrono::year_month_day date(from);
  const auto month = date.year() / date.month() + std::chrono::months{months};
  const std::chrono::year_month_day same = month / date.day();
  return same.ok() ? Day(same) : Day(month / std::chrono::last);
}

int fewest_days(const CalendarSpan& span) {
  return span.count * word_of(span.unit).fewest_days;
}

}  // namespace core
