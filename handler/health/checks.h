// The checks of `handler doctor`: pure functions over the gathered facts, in one table.
#pragma once

#include "handler/health/finding.h"
#include "handler/health/machine.h"

namespace handler::health {

// Every check in the order of its table; each says at least one thing, also that all is well,
// unless what it looks at was not named. An account that may not look at the data gets one finding,
// which says so.
Findings check(const MachineFacts& machine);

}  // namespace handler::health
