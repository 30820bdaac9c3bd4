// What citizens can ask of the handler: the report form and the ticket page of each site.
#pragma once

#include <vector>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler::portal {

// Routes below services.prefix. The services must outlive them.
std::vector<web::Route> portal_routes(view::Services& services);

}  // namespace handler::portal
