// A second, deliberately naive way to count time limits, minute by minute. It shares no code with
// core/time.
#pragma once

#include <functional>
#include <vector>

#include "core/time/local_time.h"

namespace test {

// What the naive count needs to know about a place.
struct NaivePlace {
  struct Open {
    int from_minute = 0;
    int to_minute = 0;
  };
  std::function<bool(core::Day)> works;
  std::vector<Open> openings;
};

// The due date of a limit of `hundredths` of a workday; 0 means the same workday. For fractions,
// the start and the fraction of a day's office time must be multiples of 30 seconds.
core::Instant naive_due(const NaivePlace& place, core::Instant start, int hundredths);

// True while the hall is open; the closing minute is outside.
bool naive_is_open(const NaivePlace& place, core::Instant instant);

}  // namespace test
