// The row of current values as it follows from a folded case: one function for what is recorded,
// verified and repaired.
#pragma once

#include "core/policy/policy_version.h"
#include "handler/cases/fold/case.h"
#include "handler/store/cases/case_record.h"

namespace handler::store {

// The row of current values for a folded case. `published` are the site's present policy and
// calendar; nullptr: those of the rules, and a later tick looks at the case again if the site has
// others.
CurrentValues current_values(const cases::Rules& rules, const cases::Case& folded,
                             core::Instant now, const core::PolicyVersion* published = nullptr);

}  // namespace handler::store
