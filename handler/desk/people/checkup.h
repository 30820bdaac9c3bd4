// The checks of the machine as an administrator reads them at the desk: what is wrong and whom it
// concerns, without paths.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// 403 for people who may not manage users.
web::Response show_checkup(const Visit& visit);

}  // namespace handler::desk
