// The ticket page: whoever holds the number sees where the case stands and what they can do, and
// nothing about the person.
#pragma once

#include <string>

#include "handler/casework/services.h"
#include "handler/portal/action_form.h"
#include "handler/portal/lookup.h"
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

// The form again, with what is wrong about the number in it.
web::Response number_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const std::string& typed, int status,
                          const std::string& mistake);

// A case in front of the person who holds its number.
web::Response ticket_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const Ticket& ticket, int status,
                          const Remark& remark);

}  // namespace handler::portal
