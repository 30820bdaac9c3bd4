// The public routes of each site: the report form and the ticket page.
#pragma once

#include <vector>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler::portal {

// Routes below services.prefix. The services must outlive them.
std::vector<web::Route> portal_routes(view::Services& services);

}  // namespace handler::portal
