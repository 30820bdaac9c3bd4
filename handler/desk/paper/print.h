// Prints a site's paper form filled in for a case, as its document prescribes (PY-44, BG-26,
// SG-07).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the form without the reporter's identity. 404 for a form that does not fit.
web::Response show_print(const Visit& visit);
// POST: the form with the identity, for users who may see it, after recording the view and its
// purpose.
web::Response show_print_with_identity(const Visit& visit);

}  // namespace handler::desk
