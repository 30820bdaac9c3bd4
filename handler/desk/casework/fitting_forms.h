// Which of the site's paper forms fit a case.
#pragma once

#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// The forms that fit this case now: registration forms always, slips once the case was dispatched.
std::vector<const core::PaperForm*> fitting_forms(const Visit& visit, const cases::Case& folded);

}  // namespace handler::desk
