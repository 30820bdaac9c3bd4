// Deputy, liaison, phone and the rest of each unit. Units are the whole site's: 403 for editors of
// single windows.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/units: a table of deputy, liaison and phone; `page` counts from 1.
web::Response show_units(const Visit& visit);
// POST /publishing/units-table/change: the units whose cells differ. 409 if a unit of the page says
// something else by now.
web::Response change_units(const Visit& visit);

}  // namespace handler::desk
