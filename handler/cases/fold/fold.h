// fold(policy version, events): the only way to know where a case stands.
#pragma once

#include <vector>

#include "handler/cases/fold/case.h"

namespace handler::cases {

// Computes the case. Deterministic and independent of the current time: an open pause moves a
// deadline only when it ends. Takes the events of one case in order of seq. The store keeps only
// allowed events, so a sequence that the action table could not have produced fails a check.
Case fold(const Rules& rules, const std::vector<Event>& events);

}  // namespace handler::cases
