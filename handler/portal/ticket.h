// The ticket page: with the number it shows the case's progress and the possible actions, but no
// personal data.
#pragma once

#include <chrono>
#include <cstddef>
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

// Either a record, or a status and the mistake as a section of the templates: NO_DIGITS,
// WRONG_LENGTH, WRONG_DIGIT, IS_SERIAL, SEVERAL_NUMBERS, UNKNOWN, LIMITED, CROWDED or UNAVAILABLE;
// or the token of a wait, and nothing was looked up yet.
struct LookedUp {
  std::optional<store::CaseRecord> record = {};
  std::string number = {};  // 16 digits, if valid
  int status = 200;
  std::string mistake = {};
  std::size_t digits_typed = 0;           // of WRONG_LENGTH
  int retry_after = 0;                    // seconds, with 429 and 503
  std::chrono::milliseconds hold_for{0};  // how long every answer to this try is kept back
  std::string wait_token = {};            // then wait_page() is the answer
};

// Finds a case by the typed number, which is the only credential: failed look-ups are counted, and
// after too many of them every number waits (number_guard.h). A number of another site is answered
// like an unknown one. `wait_token` is the field "wait" of the form.
LookedUp look_up_number(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, std::string_view typed,
                        std::string_view wait_token);

// The form again, with the mistake in the number.
web::Response number_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const std::string& typed,
                          const LookedUp& found);

// CGI: asks the browser to send the same form again after the wait. A script does so by itself,
// without one there is a button. `action` is the one that was sent, or "" for a look-up.
web::Response wait_page(const view::Services& services, const view::LiveSite& site,
                        const web::Request& request, const web::Fields& fields,
                        std::string_view action, const LookedUp& found);

// The page of a case for its reporter.
web::Response ticket_page(const view::Services& services, const view::LiveSite& site,
                          const web::Request& request, const Ticket& ticket, int status,
                          const Remark& remark);

}  // namespace handler::portal
