// Checks before every route's function: the method, the content type, and the origin of staff
// forms.
#pragma once

#include "handler/web/request.h"
#include "handler/web/router.h"

namespace handler::web {

// True if the browser confirms that one of our pages sent the request. Every one of Sec-Fetch-Site,
// Origin and Referer that is present must agree, and at least one must be present. A null Origin
// counts only with "Sec-Fetch-Site: same-origin", which a page cannot forge. A client other than a
// browser that sends none of them is not same-origin.
bool is_same_origin(const Request& request);

// 0 if the route's function may run, else the status of the answer: 405 for a method other than
// GET, HEAD and POST; 415 for a POST that is not application/x-www-form-urlencoded; 403 for a POST
// to a staff route that is not same-origin. The desk checks session, grant and CSRF token.
int refused_by_guard(const Request& request, const Route& route);

}  // namespace handler::web
