// fold(policy version, events): the only way to know where a case stands.
#pragma once

#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// Deterministic, whatever the time of day: an open pause moves a due date only when it ends. Events
// of one case in order of seq; a sequence that the action table could not have made is a bug (the
// store keeps only allowed events).
Case fold(const Rules& rules, const std::vector<Event>& events);

}  // namespace handler::cases
