// A second, deliberately naive way to count time limits, that shares no code with core/time: it
// walks minute by minute.
#pragma once

#include <functional>
#include <vector>

#include "core/time/local_time.h"

namespace test {

// What the naive count knows of a place.
struct NaivePlace {
  struct Open {
    int from_minute = 0;
    int to_minute = 0;
  };
  std::function<bool(core::Day)> works;
  std::vector<Open> openings;
};

// The due time of a limit of `hundredths` of a workday; 0 is the same workday. For fractions the
// start must be a multiple of 30 seconds, and so must the fraction of a day's office time.
core::Instant naive_due(const NaivePlace& place, core::Instant start, int hundredths);

// True while the hall is open; the closing minute is outside.
bool naive_is_open(const NaivePlace& place, core::Instant instant);

}  // namespace test
