// The one gate to every desk page.
#pragma once

#include "handler/casework/services.h"
#include "handler/desk/hash_gate.h"
#include "handler/desk/visit.h"
#include "handler/web/request.h"
#include "handler/web/response.h"
#include "handler/web/router.h"

namespace handler::desk {

// Idle 30 minutes, 12 hours at most (security a15).
inline constexpr int kIdleSeconds = 30 * 60;
inline constexpr int kSessionSeconds = 12 * 60 * 60;

using StaffPage = web::Response (*)(const Visit&);

// Checks session, expiry, disabled users, a grant on the site and, for a POST, the CSRF token; then
// calls the page. Without a session a GET is sent to the sign-in page and a POST is refused with
// 403 and the sign-in form, which carries along what was typed. A POST with the token of another
// session gets 403 and, if it was an action or an intake, the same form to be sent once more.
// Whoever still has the password that an administrator made is sent to change it, except to pages
// `with_handed_password`.
web::Response with_staff(view::Services& services, HashGate& gate, const view::LiveSite& site,
                         const web::Request& request, const web::PathParameters& parameters,
                         StaffPage page, bool with_handed_password);

}  // namespace handler::desk
