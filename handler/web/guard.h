// Checks that come before any route's function: method, kind of body, and where a staff form was
// sent from.
#pragma once

#include "handler/web/request.h"
#include "handler/web/router.h"

namespace handler::web {

// True if the browser says that a page of ours sent this request. Of Sec-Fetch-Site, Origin and
// Referer each that is there must agree, and one must be there; a null Origin counts only beside
// "Sec-Fetch-Site: same-origin", which a page cannot forge. A request from something other than a
// browser that sends none of them is not same-origin.
bool is_same_origin(const Request& request);

// 0 if the request may go on to the route's function, else the status to answer with: 405 for a
// method other than GET, HEAD and POST; 415 for a POST that is not
// application/x-www-form-urlencoded; 403 for a POST to a staff route that is not same-origin.
// Session, grant and CSRF token are the desk's to check.
int refused_by_guard(const Request& request, const Route& route);

}  // namespace handler::web
