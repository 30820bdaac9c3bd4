// The desk's address without a site: which desks there are.
#pragma once

#include "handler/casework/services.h"
#include "handler/web/response.h"

namespace handler::desk {

// The only site's desk, or a list of all; 404 while none is published.
web::Response sites_page(view::Services& services);

}  // namespace handler::desk
