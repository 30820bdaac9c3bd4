// Arithmetic on workdays and office time, without notes: the building blocks of counting limits.
#include "core/time/work_time.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/base/check.h"

namespace core {
namespace {

std::optional<Opening> opening_from_text(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = minute_from_text(without_blanks(text.substr(0, dash)));
  const auto to = minute_from_text(without_blanks(text.substr(dash + 1)));
  if (!from || !to || *from >= *to) return std::nullopt;
  return Opening{*from, *to};
}

using std::chrono::milliseconds;

}  // namespace

MinuteOfDay OfficeHours::minutes_a_day() const {
  MinuteOfDay sum{};
  for (const auto& opening : openings) sum += opening.to - opening.from;
  return sum;
}

OfficeHours assumed_office_hours() {
  using std::chrono::hours;
  using std::chrono::minutes;
  return {.openings = {{hours{9}, hours{12}}, {hours{13} + minutes{30}, hours{17}}},
          .published = false};
}

std::optional<OfficeHours> office_hours_from_text(const std::string& text) {
  OfficeHours hours{.published = true};
  std::string_view rest = text;
  while (true) {
    const auto comma = rest.find(',');
    const auto opening = opening_from_text(without_blanks(rest.substr(0, comma)));
    if (!opening) return std::nullopt;
    if (!hours.openings.empty() && opening->from < hours.closing()) return std::nullopt;
    hours.openings.push_back(*opening);
    if (comma == std::string_view::npos) return hours;
    rest.remove_prefix(comma + 1);
  }
}

std::string to_text(const OfficeHours& hours) {
  std::string text;
  for (const auto& opening : hours.openings) {
    if (!text.empty()) text += ", ";
    text += to_text(opening.from) + "-" + to_text(opening.to);
  }
  return text;
}

Instant next_opening(const WorkTime& time, Instant instant) {
  BANCHENG_CHECK(!time.hours.openings.empty());
  const Day today = day_of(instant);
  if (time.calendar.is_workday(today)) {
    for (const auto& opening : time.hours.openings) {
      if (instant < at(today, opening.from)) return at(today, opening.from);
      if (instant < at(today, opening.to)) return instant;
    }
  }
  return at(workday_after(time, today, 1), time.hours.openings.front().from);
}

Instant closing_of(const WorkTime& time, Day day) {
  BANCHENG_CHECK(!time.hours.openings.empty());
  return at(day, time.hours.closing());
}

Day workday_after(const WorkTime& time, Day day, int n) {
  BANCHENG_CHECK(n >= 0);
  while (n > 0) {
    day += kOneDay;
    if (time.calendar.is_workday(day)) --n;
  }
  return day;
}

Day workday_before(const WorkTime& time, Day day, int n) {
  BANCHENG_CHECK(n >= 0);
  while (n > 0) {
    day -= kOneDay;
    if (time.calendar.is_workday(day)) --n;
  }
  return day;
}

int workdays_between(const WorkTime& time, Day first, Day last) {
  int count = 0;
  for (Day day = first + kOneDay; day <= last; day += kOneDay) {
    if (time.calendar.is_workday(day)) ++count;
  }
  return count;
}

milliseconds office_time_between(const WorkTime& time, Instant from, Instant to) {
  milliseconds sum{};
  for (Day day = day_of(from); at(day, {}) < to; day += kOneDay) {
    if (!time.calendar.is_workday(day)) continue;
    for (const auto& opening : time.hours.openings) {
      const Instant begin = std::max(from, at(day, opening.from));
      const Instant end = std::min(to, at(day, opening.to));
      if (begin < end) sum += end - begin;
    }
  }
  return sum;
}

Instant after_office_time(const WorkTime& time, Instant from, milliseconds amount) {
  BANCHENG_CHECK(time.hours.minutes_a_day().count() > 0);
  if (amount <= milliseconds{}) return from;
  for (Day day = day_of(from);; day += kOneDay) {
    if (!time.calendar.is_workday(day)) continue;
    for (const auto& opening : time.hours.openings) {
      const Instant begin = std::max(from, at(day, opening.from));
      const Instant end = at(day, opening.to);
      if (begin >= end) continue;
      if (amount <= end - begin) return begin + amount;
      amount -= end - begin;
    }
  }
}

Instant before_office_time(const WorkTime& time, Instant to, milliseconds amount) {
  BANCHENG_CHECK(time.hours.minutes_a_day().count() > 0 && amount > milliseconds{});
  for (Day day = day_of(to);; day -= kOneDay) {
    if (!time.calendar.is_workday(day)) continue;
    const auto& openings = time.hours.openings;
    for (auto opening = openings.rbegin(); opening != openings.rend(); ++opening) {
      const Instant begin = at(day, opening->from);
      const Instant end = std::min(to, at(day, opening->to));
      if (begin >= end) continue;
      if (amount <= end - begin) return end - amount;
      amount -= end - begin;
    }
  }
}

milliseconds office_time_of(const WorkTime& time, int hundredths) {
  return milliseconds{time.hours.minutes_a_day()} * hundredths / 100;
}

}  // namespace core
