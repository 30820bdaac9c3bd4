// Decides whether the machine's clock is believed: a time that was once written wrongly stays in
// histories and dates.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/time/local_time.h"

namespace core {

// A sign of life: what one look at the clocks of a machine showed.
struct ClockSign {
  Instant wall{};
  std::chrono::milliseconds boot{};  // since the machine started, with the time that it slept
  std::string boot_id;               // another one after each start of the machine; "": unknown
};

// A sign, and whether the kernel says that the clock is synchronised with others at this moment.
struct ClockSight {
  ClockSign sign;
  bool synchronised = false;
};

enum class ClockVerdict {
  believed,
  believed_with_step,  // the clock was put right: to be logged
  held,                // nothing may be written until an operator confirms the clock
};

struct ClockJudgement {
  ClockVerdict verdict = ClockVerdict::believed;
  // How far the clock shows more (or less, negative) than the last sign lets expect.
  std::chrono::milliseconds step{};
};

// The wall clock and the boot clock of a running machine may part by this much between two signs.
inline constexpr std::chrono::minutes kClockTolerance{2};
// A machine may have been off for this long, and a synchronised clock may be put right by as much.
inline constexpr std::chrono::days kMostClockStep{60};

// Compares what the clock shows with the last sign of life.
//
// - Without a last sign the clock is believed.
// - While the machine runs on, wall clock and boot clock must agree within the tolerance.
// - After a restart time has passed that no clock of ours measured: forward up to 60 days are
//   believed. Backward only the tolerance is: time never runs back while a machine is off, so an
//   earlier clock is a wrong one.
// - What these rules do not believe is believed and logged if the kernel says that the clock is
//   synchronised and the step is at most 60 days in either direction. Everything else is held.
ClockJudgement judge(const std::optional<ClockSign>& last, const ClockSight& now);

// Whether a time that was noted lies in the future: a wrong clock wrote it. Its age says nothing,
// and would look young until that time comes.
constexpr bool lies_ahead(Instant noted, Instant now) {
  return noted - now > kClockTolerance;
}

}  // namespace core
