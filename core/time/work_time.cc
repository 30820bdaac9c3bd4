// Arithmetic on workdays and office time, without notes: the building blocks of counting limits.
#include "core/time/work_time.h"

#include <algorithm>

#include "core/base/check.h"

namespace core {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;

constexpr days kDay{1};

}  // namespace

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
    day += kDay;
    if (time.calendar.is_workday(day)) --n;
  }
  return day;
}

Day workday_before(const WorkTime& time, Day day, int n) {
  BANCHENG_CHECK(n >= 0);
  while (n > 0) {
    day -= kDay;
    if (time.calendar.is_workday(day)) --n;
  }
  return day;
}

int workdays_between(const WorkTime& time, Day first, Day last) {
  int count = 0;
  for (Day day = first + kDay; day <= last; day += kDay) {
    if (time.calendar.is_workday(day)) ++count;
  }
  return count;
}

milliseconds office_time_between(const WorkTime& time, Instant from, Instant to) {
  milliseconds sum{};
  for (Day day = day_of(from); at(day, {}) < to; day += kDay) {
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
  for (Day day = day_of(from);; day += kDay) {
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
  for (Day day = day_of(to);; day -= kDay) {
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
