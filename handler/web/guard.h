// Checks before every route's function: the method, the content type, and the origin of staff
// forms.
#pragma once

#include <string>
#include <string_view>

#include "handler/web/request.h"
#include "handler/web/router.h"

namespace handler::web {

// Why a route's function may not run.
struct Refusal {
  int status = 0;        // of the answer; 0: it may run
  std::string sent;      // 403 only: the origin that the browser named, or what it said instead
  std::string expected;  // 403 only: the origin that it was compared with
};

// True if the browser confirms that one of our pages sent the request. Every one of Sec-Fetch-Site,
// Origin and Referer that is present must agree, and at least one must be present. A null Origin
// counts only with "Sec-Fetch-Site: same-origin", which a page cannot forge. A client other than a
// browser that sends none of them is not same-origin. Our origin is `declared`, that of the base
// URL; if that is "", it is the one that the request was sent to (Host, and whether it used TLS),
// which a web server in between may change.
bool is_same_origin(const Request& request, std::string_view declared = {});

// The status is 0 if the route's function may run, else 405 for a method other than
// GET, HEAD and POST; 415 for a POST that is neither
// application/x-www-form-urlencoded nor an upload to a route that takes one; 403 for a POST
// to a staff route that is not same-origin. The desk checks session, grant and CSRF token.
Refusal refused_by_guard(const Request& request, const Route& route,
                         std::string_view declared = {});

}  // namespace handler::web
