// A count in plain English, line by line.
#pragma once

#include <string>

#include "core/time/count.h"

namespace core {

// One English line per note, between a line for a start outside office hours and a line for the
// result; for tests and `handler explain`:
//   "2026-09-28 Monday 18:00, outside office hours"
//   "2026-09-29 Tuesday, start (day 0)"
//   "2026-10-01 to 2026-10-07 国庆节, not counted"
//   "2026-10-10 Saturday, make-up workday, counted as day 3"
//   "due 2026-10-10 Saturday 17:00"
std::string explain(const DueDate& due);

}  // namespace core
