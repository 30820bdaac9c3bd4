// Adds a window below another.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET and POST /publishing/windows/{window}/add: below the window in the path. Only for the whole
// site's editors; 403 for others.
web::Response show_new_window(const Visit& visit);
web::Response add_new_window(const Visit& visit);

}  // namespace handler::desk
