// The cookies of staff, a session and the mark of a browser that has signed in: whether they may be
// set, their names and their attributes (security a15).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/web/request.h"

namespace handler::web {

// Over TLS "__Host-bancheng"; over plain HTTP "bancheng", only on loopback. Otherwise nullopt:
// sign-in is refused there, because the session could be intercepted.
std::optional<std::string> session_cookie_name(const Request& request);

// The Set-Cookie value that starts a session: HttpOnly, SameSite=Strict, Path=/, no Domain, no
// lifetime (the store ends sessions), and Secure over TLS. nullopt where sign-in is refused.
// `session_id` is base64url text.
std::optional<std::string> session_cookie(const Request& request, std::string_view session_id);

// The Set-Cookie value that removes the cookie.
std::optional<std::string> ended_session_cookie(const Request& request);

// The session id that the browser sent under the right cookie name, or "".
std::string_view sent_session_id(const Request& request);

// The mark stays for 180 days, also after sign-out. Same rules as above, with "-device" behind the
// name. `mark` is the text of a form token.
inline constexpr int kDeviceDays = 180;
std::optional<std::string> device_cookie(const Request& request, std::string_view mark);
std::string_view sent_device_mark(const Request& request);

}  // namespace handler::web
