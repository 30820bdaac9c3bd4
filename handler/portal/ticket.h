// The ticket page: with the number it shows the case's progress and the possible actions, but no
// personal data.
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

// POST: shows the case. A mistyped number is reported as such; an unknown number and one of another
// site get the same answer.
web::Response show_ticket(view::Services& services, const view::LiveSite& site,
                          const web::Request& request);

// The form again, with the mistake in the number.
web::Response number_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const std::string& typed, int status,
                          const std::string& mistake);

// The page of a case for its reporter.
web::Response ticket_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const Ticket& ticket, int status,
                          const Remark& remark);

}  // namespace handler::portal
