// What the kernel says of the machine's clocks: the part of the clock guard that looks at the
// world.
#pragma once

#include "core/time/clock_guard.h"

namespace handler {

// The present time with the boot clock (CLOCK_BOOTTIME), the boot id, and whether the clock is
// synchronised (adjtimex). What the kernel does not tell is left out: without a boot id the clock
// is judged as after a restart, and without an answer of adjtimex as not synchronised.
core::ClockSight look_at_machine(core::Clock& clock);

}  // namespace handler
