// The ticket page: with the number it shows the case's progress and the possible actions, but no
// personal data.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "handler/casework/services.h"
#include "handler/portal/action_form.h"
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

// Either a record, or a status and the mistake as a section of the templates: WRONG_LENGTH,
// WRONG_DIGIT, UNKNOWN, LIMITED or UNAVAILABLE.
struct LookedUp {
  std::optional<store::CaseRecord> record;
  std::string number;  // 16 digits, if valid
  int status = 200;
  std::string mistake;
};

// Finds a case by the typed number, which is the only credential: failed look-ups are counted. A
// number of another site is answered like an unknown one. After too many failures even a correct
// number is refused.
LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed);

}  // namespace handler::portal
