// The online report: form, check page, receipt. Nothing is kept before the person has confirmed.
#pragma once

#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// GET: the empty form; ?window=W chooses the window (QR signs point there).
web::Response show_report_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request);

// POST with step=fill (mistakes or the check page), step=edit (the form again) or step=confirm (the
// receipt). Whatever goes wrong, what was typed comes back.
web::Response receive_report(view::Services& services, const view::LiveSite& site,
                             const web::Request& request);

}  // namespace handler::portal
