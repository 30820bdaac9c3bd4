// Days as people type them: "2026-12-01", "12月1日至7日", "12.28-1.3上午".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/directory/directory.h"
#include "core/time/local_time.h"

namespace handler::publishing {

// A stretch of days, or one half of each of them.
struct Stretch {
  core::Day from{};
  core::Day to{};
  std::optional<core::HalfDay> part = std::nullopt;  // nothing: whole days

  bool operator==(const Stretch&) const = default;
};

// One day with its year: "2026-12-01", "2026/12/1", "2026.12.1", "2026年12月1日". Pure.
std::optional<core::Day> typed_day(std::string_view typed);

// One day or several, perhaps with a half of the day behind them. What is left out is that of
// `month`, its first day: a year is the one in which the day is nearest to it. A last day before
// the first one is of the next year if no year is written; else it is nothing. Weekdays in brackets
// are ignored. Pure.
std::optional<Stretch> typed_stretch(std::string_view typed, core::Day month);

}  // namespace handler::publishing
