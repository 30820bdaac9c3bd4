// The leader's view of what problems have in common: which matter at which unit fails again and
// again, and for what cause (CA-31).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// The cases of a period that this person may see, grouped; ?as=csv saves every group. For whoever
// has the overview; 422 if the period has too many cases.
web::Response show_problems(const Visit& visit);

}  // namespace handler::desk
