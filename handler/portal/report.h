// The online report: form, check page, receipt. Nothing is stored before confirmation. The receipt
// is shown once; browsers must not store it.
#pragma once

#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::portal {

// GET: the empty form; ?window=W selects the window (for QR signs), ?kind=K the kind (for the
// questions of the scope page).
web::Response show_report_form(view::Services& services, const view::LiveSite& site,
                               const web::Request& request);

// POST with step=fill (shows mistakes or the check page), step=edit (the form again) or
// step=confirm (the receipt). On any failure the typed values are shown again. With the field
// "edition" a form stays the form, with the mistakes that it showed and no others, and a check page
// the check page.
web::Response receive_report(view::Services& services, const view::LiveSite& site,
                             const web::Request& request);

}  // namespace handler::portal
