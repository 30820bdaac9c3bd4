// Browsers that have signed in before. A signed cookie names the users who did, so that a flood of
// sign-ins from elsewhere, or guesses on one login, do not keep them out. It opens nothing.
#pragma once

#include <optional>
#include <string>

#include "handler/casework/services.h"
#include "handler/web/request.h"

namespace handler::desk {

// The browser's own id if `login` signed in with it within the last 180 days, else nullopt.
std::optional<std::string> known_device(const view::Services& services, const web::Request& request,
                                        const std::string& login);

// Whether anyone has signed in with this browser, however long ago. Reads the cookie alone.
bool has_signed_in(const view::Services& services, const web::Request& request);

// The Set-Cookie value after `login` has signed in: the marks that the browser has, and this one.
// At most eight users share a browser; the one who signed in longest ago is left out. nullopt where
// no cookie may be set.
std::optional<std::string> device_mark(const view::Services& services, const web::Request& request,
                                       const std::string& login);

}  // namespace handler::desk
