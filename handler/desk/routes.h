// The routes of the desk: sign-in, worklist, cases and actions.
#pragma once

#include <vector>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler::desk {

// Routes below services.prefix + "/desk"; none if the process holds no desk keys. The services must
// outlive them.
std::vector<web::Route> desk_routes(view::Services& services);

}  // namespace handler::desk
