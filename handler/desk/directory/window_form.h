// The page of one window: what its entry says, what it has from above, and taking it out.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET and POST /publishing/windows/{window}. 404 for a window that is not in the editor's scope.
web::Response show_window(const Visit& visit);
// POST …/change: hall, place, address, phones, hours, whether and since when it is set up, and what
// it lacks. 409 if the window says something else than the page that was sent.
web::Response change_window(const Visit& visit);

// POST …/remove. Only for the whole site's editors. Where cases or accounts hang on it, the form
// asks for a tick.
web::Response take_window_out(const Visit& visit);

}  // namespace handler::desk
