// What staff can ask of the handler: sign-in, worklist, cases and their actions.
#pragma once

#include <vector>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler::desk {

// Routes below services.prefix + "/desk"; none if the process holds no desk keys. The services must
// outlive them.
std::vector<web::Route> desk_routes(view::Services& services);

}  // namespace handler::desk
