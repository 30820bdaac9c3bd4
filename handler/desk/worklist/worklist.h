// The worklist: the next actions, the most urgent first; with filters, search and saved views.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// ?group= selects the action, ?search= a number or words that staff wrote, ?kind= and others
// filter, ?after= is the next page (see worklist_query.h).
web::Response show_worklist(const Visit& visit);

// POST of the search. Words redirect to an address that can be saved. A phone number or ticket
// number is answered directly, because histories and logs keep addresses.
web::Response receive_search(const Visit& visit);

// Save the current query under a name, or delete one; then redirect to the worklist.
web::Response save_view(const Visit& visit);
web::Response delete_view(const Visit& visit);

}  // namespace handler::desk
