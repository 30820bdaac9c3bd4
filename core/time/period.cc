// Computes months, quarters and years as ranges of days.
#include "core/time/period.h"

#include <fmt/format.h>

#include "core/base/ascii.h"

namespace core {
namespace {

constexpr int kMonthsAYear = 12;

int months_of(Every every) {
  return every == Every::month ? 1 : every == Every::quarter ? 3 : kMonthsAYear;
}

// The period of `count` months that begins with the month `first`.
Period months(std::chrono::year_month first, int count) {
  const std::chrono::year_month behind = first + std::chrono::months(count);
  return {Day(first / std::chrono::day(1)),
          Day(behind / std::chrono::day(1)) - std::chrono::days(1)};
}

std::optional<int> number(std::string_view text, std::size_t digits) {
  return text.size() == digits ? number_from_digits(text) : std::nullopt;
}

std::optional<Period> whole_period(std::string_view text) {
  const auto year = number(text.substr(0, 4), 4);
  if (!year || *year == 0) return std::nullopt;
  const std::chrono::year_month january = std::chrono::year(*year) / std::chrono::January;
  if (text.size() == 4) return months(january, kMonthsAYear);
  if (text[4] != '-') return std::nullopt;
  const bool is_quarter = text.size() == 7 && text[5] == 'Q';
  const auto part = is_quarter ? number(text.substr(6), 1) : number(text.substr(5), 2);
  const int length = is_quarter ? 3 : 1;
  if (!part || *part < 1 || *part > kMonthsAYear / length) return std::nullopt;
  return months(january + std::chrono::months((*part - 1) * length), length);
}

std::chrono::year_month month_of(Day day) {
  const std::chrono::year_month_day date(day);
  return date.year() / date.month();
}

}  // namespace

std::optional<Period> period_from_text(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return whole_period(text);
  const auto from = day_from_iso(text.substr(0, dots));
  const auto to = day_from_iso(text.substr(dots + 2));
  if (!from || !to || *to < *from) return std::nullopt;
  return Period{*from, *to};
}

std::string to_text(const Period& period) {
  const std::chrono::year_month month = month_of(period.from);
  const int year = static_cast<int>(month.year());
  const unsigned number = static_cast<unsigned>(month.month());
  if (period == period_around(period.from, Every::year)) return fmt::format("{:04}", year);
  if (period == period_around(period.from, Every::quarter)) {
    return fmt::format("{:04}-Q{}", year, (number + 2) / 3);
  }
  if (period == period_around(period.from, Every::month)) {
    return fmt::format("{:04}-{:02}", year, number);
  }
  return to_iso(period.from) + ".." + to_iso(period.to);
}

Period period_around(Day day, Every every) {
  const std::chrono::year_month month = month_of(day);
  const int length = months_of(every);
  const int since_january = static_cast<int>(static_cast<unsigned>(month.month())) - 1;
  return months(month - std::chrono::months(since_january % length), length);
}

Period period_before(const Period& period, Every every) {
  return period_around(period.from - std::chrono::days(1), every);
}

}  // namespace core
