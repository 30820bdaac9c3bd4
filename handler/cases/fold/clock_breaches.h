// Keeps breaches that the clocks as they are now would not show.
#pragma once

#include "handler/cases/fold/case.h"

namespace handler::cases {

// True if both are the run of one clock in one round, and both or neither were cancelled.
bool is_same_run(const ClockRun& one, const ClockRun& other);

// Adds the breach if the run has none with that deadline.
void take_breach(ClockRun& run, const Breach& breach);
void take_breaches(ClockRun& run, const ClockRun& from);

}  // namespace handler::cases
