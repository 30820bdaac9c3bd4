// Executes the reporter's actions from the ticket page: planned by the cases module, texts sealed,
// recorded once even if sent repeatedly.
#pragma once

#include "handler/cases/actions/action_table.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// POST with `number`, `seen` (the newest event on the page), `token` and the fields of the action;
// a withdrawal, a rating and a new number also with step=confirm, or step=edit to go back. Answers
// with the ticket page: 200 with the recorded action, 422 with missing fields, 409 if the action is
// not possible or the case has a new event; or with the same form to be sent again (429, 503). The
// typed values are always shown again. Files are not: a page cannot hold them. They need the tick
// kConsentField, and those that cannot be kept do not stop the others; the page says which and why.
web::Response receive_action(view::Services& services, const view::LiveSite& site,
                             const web::Request& request, const cases::ActionRule& action);

}  // namespace handler::portal
