// Redirects shortened addresses, and those with one slash too many or too few, to the page they
// mean.
#pragma once

#include <optional>

#include "handler/casework/services.h"
#include "handler/web/router.h"

namespace handler {

// For a GET that matches no route: redirects to the address with or without the final "/", if that
// is a page of the handler; and from "/handle/ID" and paths directly below it to the site's public
// pages. nullopt if there is no such page.
std::optional<web::Response> redirect_for(const web::Request& request, const web::Router& router,
                                          view::Services& services);

}  // namespace handler
