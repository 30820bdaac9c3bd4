// Registering at the counter what people say, call, write, or what a superior assigns (BG-17,
// SG-07): the public form with a check page, and a receipt on paper.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the empty form. 403 for people who register nothing.
web::Response show_intake(const Visit& visit);

// POST with step=fill (mistakes, or the check page with similar open cases), step=edit (the form
// again) or step=confirm (the receipt). Whatever goes wrong, what was typed comes back; the same
// check page sent twice is one case.
web::Response receive_intake(const Visit& visit);

}  // namespace handler::desk
