// How a clock stands and how its due date came about, line by line for staff and tests.
#pragma once

#include <string>

#include "handler/cases/case.h"

namespace handler::cases {

// English lines for `handler explain` and tests: the clock, its limit, the count, how it stands.
std::string explain_for_staff(const ClockRun& run);

}  // namespace handler::cases
