// A town's own form with a case in it, as its document prescribes it, for printing (PY-44, BG-26,
// SG-07).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the form without the reporter's name and number. 404 for a form that does not fit.
web::Response show_print(const Visit& visit);
// POST: the same with them, for who may see them, after recording who looked and what for.
web::Response show_print_with_identity(const Visit& visit);

}  // namespace handler::desk
