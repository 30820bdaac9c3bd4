// The row of current values as it follows from a folded case: one function for what is recorded, verified and
// repaired.
#pragma once

#include "handler/cases/fold/case.h"
#include "handler/store/cases/case_record.h"

namespace handler::store {

// The row of current values for a folded case. `published` is the site's present calendar; nullptr:
// that of the rules, and a later tick looks at the case again if the site has another.
CurrentValues current_values(const cases::Rules& rules, const cases::Case& folded,
                             core::Instant now, const core::Calendar* published = nullptr);

}  // namespace handler::store
