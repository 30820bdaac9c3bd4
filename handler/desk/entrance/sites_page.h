// The desk's address without a site: lists the desks.
#pragma once

#include "handler/casework/services.h"
#include "handler/web/response.h"

namespace handler::desk {

// Redirects to the only site's desk, or lists all; 404 if none is published.
web::Response sites_page(view::Services& services);

}  // namespace handler::desk
