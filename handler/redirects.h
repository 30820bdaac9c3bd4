// Addresses that people shorten or end with a stroke too much: where they meant to go.
#pragma once

#include <optional>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler {

// For a GET that no route takes: the address without its last "/", or with one, if that is a page
// of ours; the site's public pages for "/handle/ID" and what lies right below it. Nothing if nobody
// can tell.
std::optional<web::Response> redirect_for(const web::Request& request, const web::Router& router,
                                          view::Services& services);

}  // namespace handler
