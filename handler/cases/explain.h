// How a due date came about: line by line for staff.
#pragma once

#include <string>
#include <vector>

#include "core/site/count_words.h"
#include "handler/cases/case.h"

namespace handler::cases {

// English lines for `handler explain` and tests: the clock, its limit, the count, how it stands.
std::string explain_for_staff(const ClockRun& run);

// What everybody reads is said by the core.
using core::due_in_words;
using core::explain_in_words;

}  // namespace handler::cases
