// What the forms of a body's page do.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// POST .../bodies/{body}/{act}: add, replace, change, move, remove, basis or paste. Keeps the
// change in the draft, or shows the page again with everything that was typed. 404 for any other
// act.
web::Response change_body(const Visit& visit);

}  // namespace handler::desk
