// Which of the site's paper forms fit a case.
#pragma once

#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The forms of the site that fit this case now: registration forms always, slips once the case has
// been handed to a unit.
std::vector<const core::PaperForm*> fitting_forms(const Visit& visit, const cases::Case& folded);

}  // namespace handler::desk
