// Walks the wall clock in small steps, so simply that mistakes are unlikely.
#include "tests/support/naive_count.h"

namespace test {
namespace {

constexpr long long kStep = 30'000;
constexpr long long kMinute = 60'000;
constexpr long long kDay = 24 * 60 * kMinute;
constexpr long long kChina = 8 * 60 * kMinute;

// Milliseconds of the wall clock since 1970-01-01 00:00 in China.
long long wall_clock(core::Instant instant) {
  return instant.time_since_epoch().count() + kChina;
}

core::Instant from_wall_clock(long long time) {
  return core::Instant{std::chrono::milliseconds{time - kChina}};
}

bool works(const NaivePlace& place, long long time) {
  return place.works(core::Day{std::chrono::days{time / kDay}});
}

bool is_open(const NaivePlace& place, long long time) {
  if (!works(place, time)) return false;
  const long long minute = time % kDay / kMinute;
  for (const auto& opening : place.openings) {
    if (minute >= opening.from_minute && minute < opening.to_minute) return true;
  }
  return false;
}

long long next_open(const NaivePlace& place, long long time) {
  while (!is_open(place, time)) {
    time = works(place, time) ? (time / kMinute + 1) * kMinute : (time / kDay + 1) * kDay;
  }
  return time;
}

long long closing(const NaivePlace& place, long long time) {
  return time / kDay * kDay + place.openings.back().to_minute * kMinute;
}

long long use_up(const NaivePlace& place, long long time, long long amount) {
  while (amount > 0) {
    if (!works(place, time)) {
      time = (time / kDay + 1) * kDay;
      continue;
    }
    if (is_open(place, time)) amount -= kStep;
    time += kStep;
  }
  return time;
}

}  // namespace

bool naive_is_open(const NaivePlace& place, core::Instant instant) {
  return is_open(place, wall_clock(instant));
}

core::Instant naive_due(const NaivePlace& place, core::Instant start, int hundredths) {
  long long time = next_open(place, wall_clock(start));
  int remaining = hundredths;
  while (remaining >= 100) {
    time += kDay;
    if (works(place, time)) remaining -= 100;
  }
  if (remaining == 0) return from_wall_clock(closing(place, time));
  if (hundredths > 100) time = closing(place, time);
  long long minutes_a_day = 0;
  for (const auto& opening : place.openings) {
    minutes_a_day += opening.to_minute - opening.from_minute;
  }
  return from_wall_clock(use_up(place, time, minutes_a_day * kMinute * remaining / 100));
}

}  // namespace test
