// Whoever lost the number comes to the counter: staff look for the case by phone or serial number.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// The form; 403 for people who give out no numbers.
web::Response show_find_ticket(const Visit& visit);
// POST, because a phone number does not belong into an address: the cases that this person may see,
// by phone only where they may see whose it is.
web::Response find_ticket(const Visit& visit);

}  // namespace handler::desk
