// What a reporter may ask of the window about personal data: to read it, take it home, have it
// corrected, and have it destroyed once the case is over (Personal Information Protection Law,
// articles 44 to 47).
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: looks for the case by ticket number or serial number; 403 for those who see no identities.
web::Response show_find_request(const Visit& visit);
// POST, to keep ticket numbers out of addresses.
web::Response find_request(const Visit& visit);

// The page of one case, for roles that may see its identity, except units; 403 for others.
web::Response show_request(const Visit& visit);
// POST: the sheet of everything that is held; records the look, and how the person was checked.
web::Response print_held(const Visit& visit);
// POST: destroys identity, words and files, once the case is over. Asks for a reason and for the
// user's own password.
web::Response destroy_held(const Visit& visit);

}  // namespace handler::desk
