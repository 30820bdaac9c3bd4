// What the holder of a number does with the case: planned by the pure engine, its words sealed,
// recorded once however often it is sent.
#pragma once

#include "handler/cases/actions/action_table.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// POST with `number`, `seen` (the newest event on the page they acted from), `token` and the fields
// of the action; a withdrawal also with step=confirm, or step=edit to go back. The answer is the
// ticket page: 200 with what was recorded, 422 with what is missing, 409 if the action is not
// possible (any more) or somebody acted meanwhile; or 429 and 503 with the same form to be sent
// again. What was typed comes back in every case.
web::Response receive_action(view::Services& services, const view::LiveSite& site,
                             const web::Request& request, const cases::ActionRule& action);

}  // namespace handler::portal
