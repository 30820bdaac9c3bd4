// The worklist: what must be done next, the most urgent first; filters, search and kept views.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// ?group= picks what must be done, ?search= a number or words that staff wrote, ?kind= and the like
// filter, ?after= is the next page (see worklist_query.h).
web::Response show_worklist(const Visit& visit);

// The search as it is typed. Words lead to an address that can be kept; a telephone number or a
// ticket number is answered at once, because histories and logs keep addresses.
web::Response receive_search(const Visit& visit);

// Keep the question that the page answers under a name, or forget one; then back to the worklist.
web::Response save_view(const Visit& visit);
web::Response delete_view(const Visit& visit);

}  // namespace handler::desk
