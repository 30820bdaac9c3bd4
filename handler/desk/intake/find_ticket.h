// Finds the case of a reporter who lost the number, by phone or serial number.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// GET: the form; 403 for users who may not issue numbers.
web::Response show_find_ticket(const Visit& visit);
// POST, to keep phone numbers out of addresses. Shows the cases that this user may see; by phone
// only those whose identity they may see.
web::Response find_ticket(const Visit& visit);

}  // namespace handler::desk
