// Notices at the top of pages: now, coming and over; adding, changing and taking them away. An
// editor of single windows sees and changes only the notices of these windows.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

// GET /publishing/notices: the lists, and the form of a new one.
web::Response show_notices(const Visit& visit);
// POST /publishing/notices: adds one.
web::Response receive_notice(const Visit& visit);
// POST /publishing/notices-over: takes away all that are over, as the page listed them.
web::Response clear_notices(const Visit& visit);

// GET /publishing/notices/{notice}, its place in site.yaml; POST …/change, …/remove. 409 if the
// notice there says something else than the page that was sent.
web::Response show_notice(const Visit& visit);
web::Response change_notice(const Visit& visit);
web::Response remove_notice(const Visit& visit);

}  // namespace handler::desk
