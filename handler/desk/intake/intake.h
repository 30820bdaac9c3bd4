// Registers reports at the counter: by visit, phone or letter, or assigned by a superior (BG-17,
// SG-07). Uses the public form with a check page, and prints a receipt.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the empty form. 403 for users who may not register.
web::Response show_intake(const Visit& visit);

// POST with step=fill (mistakes, or the check page with similar open cases), step=edit (the form
// again) or step=confirm (the receipt). On failure the typed values are shown again; the same check
// page sent twice makes one case.
web::Response receive_intake(const Visit& visit);

}  // namespace handler::desk
