// The page of one unit, and of a new one.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/units/{unit}; POST …/change, …/remove. 404 for a unit that is not there, 409 if
// it says something else than the page that was sent. Removing asks for a tick where cases or
// accounts hang on it.
web::Response show_unit(const Visit& visit);
web::Response change_unit(const Visit& visit);
web::Response take_unit_out(const Visit& visit);

// GET and POST /publishing/units-new.
web::Response show_new_unit(const Visit& visit);
web::Response add_new_unit(const Visit& visit);

}  // namespace handler::desk
