// The one gate to every desk page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/crypto.h"
#include "handler/casework/services.h"
#include "handler/desk/hash_gate.h"
#include "handler/desk/turns.h"
#include "handler/desk/visit.h"
#include "handler/web/request.h"
#include "handler/web/response.h"
#include "handler/web/router.h"

namespace handler::desk {

// Sessions end after 30 minutes without use, or after 12 hours (security a15).
inline constexpr int kIdleSeconds = 30 * 60;
inline constexpr int kSessionSeconds = 12 * 60 * 60;

// The memory that sign-ins take at most: a gate lets few passwords be hashed at a time.
inline constexpr std::size_t kHashingBytes = Turns::kHashing * core::kPasswordHashBytes;

// A new id: whose session it is, and 256 random bits. The user is a part of it because the store
// keeps a keyed hash of the whole: a row that was moved to another user by hand opens nothing.
std::string new_session_id(core::Randomness& randomness, std::int64_t user);

using StaffPage = web::Response (*)(const Visit&);

// Checks session, expiry, disabled users, a grant on the site and, for a POST, the CSRF token; then
// calls the page. Without a session a GET is redirected to the sign-in page, and a POST gets 403
// and the sign-in form with the typed values. A POST with the token of another session gets 403
// and, for an action or intake, the same form to be sent again. A user who still has a password
// made by an administrator is redirected to change it, except on pages `with_handed_password`.
web::Response with_staff(view::Services& services, HashGate& gate, const view::LiveSite& site,
                         const web::Request& request, const web::PathParameters& parameters,
                         StaffPage page, bool with_handed_password);

}  // namespace handler::desk
