// Reads numbers with the signs behind them.
#include "handler/publishing/typed_days.h"

#include <chrono>
#include <cstddef>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/text.h"
#include "handler/publishing/table_words.h"

namespace handler::publishing {
namespace {

// A number and the characters up to the next one: {12, "月"}, {7, ""}.
struct Part {
  int number = 0;
  std::string sign;
};

std::optional<std::vector<Part>> parts_of(std::string_view text) {
  std::vector<Part> parts;
  while (!text.empty()) {
    std::size_t digits = 0;
    while (digits < text.size() && core::is_digit(text[digits])) ++digits;
    const std::optional<int> number = core::number_from_digits(text.substr(0, digits));
    if (!number) return std::nullopt;
    text.remove_prefix(digits);
    std::size_t other = 0;
    while (other < text.size() && !core::is_digit(text[other])) ++other;
    parts.push_back({*number, std::string(text.substr(0, other))});
    text.remove_prefix(other);
  }
  return parts;
}

// A day with what was written of it.
struct Written {
  std::optional<int> year;
  std::optional<int> month;
  int day = 0;
};

bool is_day_sign(const std::string& sign) {
  return sign.empty() || sign == "日" || sign == "号";
}
bool is_between(const std::string& sign, std::string_view word) {
  return sign == word || sign == "-" || sign == "." || sign == "/";
}

std::optional<Written> written(std::string_view text) {
  const auto parts = parts_of(text);
  if (!parts || parts->empty() || parts->size() > 3 || !is_day_sign(parts->back().sign))
    return std::nullopt;
  const std::vector<Part>& all = *parts;
  if (all.size() == 1) return Written{.day = all[0].number};
  const Part& month = all[all.size() - 2];
  if (!is_between(month.sign, "月")) return std::nullopt;
  Written day{.month = month.number, .day = all.back().number};
  if (all.size() == 2) return day;
  if (!is_between(all[0].sign, "年") || all[0].number < 1000) return std::nullopt;
  day.year = all[0].number;
  return day;
}

std::optional<core::Day> valid_day(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (month < 1 || month > 12 || day < 1 || day > 31 || !date.ok() || year < 2000 || year > 2199)
    return std::nullopt;
  return core::Day(date);
}

int month_of(core::Day day) {
  return static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(day).month()));
}

// The day nearest to `around` if no year is written.
std::optional<core::Day> day_near(const Written& day, core::Day around) {
  const int month = day.month.value_or(month_of(around));
  int year = day.year.value_or(core::year_of(around));
  if (!day.year && month - month_of(around) > 6) --year;
  if (!day.year && month_of(around) - month > 6) ++year;
  return valid_day(year, month, day.day);
}

// The last day, read after the first one.
std::optional<core::Day> day_after(const Written& day, core::Day from) {
  std::optional<core::Day> found = valid_day(day.year.value_or(core::year_of(from)),
                                             day.month.value_or(month_of(from)), day.day);
  if (found && *found < from && !day.year && day.month)
    found = valid_day(core::year_of(from) + 1, *day.month, day.day);
  if (found && *found < from) return std::nullopt;
  return found;
}

// "星期一" and the like in brackets, blanks.
std::string without_weekdays(std::string_view typed) {
  std::string text = core::half_width(typed);
  std::erase(text, ' ');
  for (std::size_t open = text.find('('); open != std::string::npos; open = text.find('(', open)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos || part_of_day(text.substr(open + 1, close - open - 1))) break;
    text.erase(open, close + 1 - open);
  }
  return text;
}

std::optional<Stretch> between(std::string_view first, std::string_view last, core::Day month) {
  const std::optional<Written> begin = written(first);
  const std::optional<Written> end = written(last);
  if (!begin || !end) return std::nullopt;
  const std::optional<core::Day> from = day_near(*begin, month);
  const std::optional<core::Day> to = from ? day_after(*end, *from) : std::nullopt;
  if (!to) return std::nullopt;
  return Stretch{*from, *to};
}

// Cuts the text at each sign that can stand between two days.
std::optional<Stretch> span_in(std::string_view text, core::Day month) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    for (std::size_t size = 1; size <= 6 && at + size < text.size(); ++size) {
      if (!is_span_sign(text.substr(at, size))) continue;
      const auto found = between(text.substr(0, at), text.substr(at + size), month);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<core::Day> typed_day(std::string_view typed) {
  const std::optional<Written> day = written(without_weekdays(typed));
  if (!day || !day->year) return std::nullopt;
  return valid_day(*day->year, *day->month, day->day);
}

std::optional<Stretch> typed_stretch(std::string_view typed, core::Day month) {
  std::string text = without_weekdays(typed);
  const std::optional<PartOfDay> part = take_part_of_day(text);
  std::optional<Stretch> found;
  // With its year a day is one: "2026-12-01". Otherwise "1-7" are days of the month.
  if (const std::optional<core::Day> day = typed_day(text)) found = Stretch{*day, *day};
  if (!found) found = span_in(text, month);
  if (const std::optional<Written> day = written(text); !found && day) {
    if (const std::optional<core::Day> near = day_near(*day, month)) found = Stretch{*near, *near};
  }
  if (found && part) found->part = part->half;
  return found;
}

}  // namespace handler::publishing
