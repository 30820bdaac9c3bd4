// The page of common problems for leaders: which matter fails repeatedly at which unit, and for
// which cause (CA-31).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// The cases of a period that this user may see, grouped; ?as=csv saves every group. For users with
// the overview; 422 if the period has too many cases.
web::Response show_problems(const Visit& visit);

}  // namespace handler::desk
