// The staff session's cookie: where one may be given at all, its name and its attributes (security
// a15).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/web/request.h"

namespace handler::web {

// Over TLS "__Host-bancheng"; over plain HTTP "bancheng", on loopback only. Nothing elsewhere:
// nobody can sign in there, because the session could be read on the way.
std::optional<std::string> session_cookie_name(const Request& request);

// The value of Set-Cookie that starts a session: HttpOnly, SameSite=Strict, Path=/, no Domain, no
// lifetime (the store ends sessions), and Secure over TLS. Nothing where sign-in is impossible.
// `session_id` is base64url text.
std::optional<std::string> session_cookie(const Request& request, std::string_view session_id);

// The value of Set-Cookie that removes it from the browser.
std::optional<std::string> ended_session_cookie(const Request& request);

// The session id that the browser sent under the right name, or "".
std::string_view sent_session_id(const Request& request);

}  // namespace handler::web
