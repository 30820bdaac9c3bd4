// The ticket page: whoever holds the number sees where the case stands, and nothing about the
// person.
#pragma once

#include "handler/view/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// GET: the empty form.
web::Response show_ticket_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request);

// POST: the case; a number with a slip of the finger is told so; an unknown one and another site's
// get the same answer.
web::Response show_ticket(view::Services& services, const view::LiveSite& site,
                          const web::Request& request);

}  // namespace handler::portal
