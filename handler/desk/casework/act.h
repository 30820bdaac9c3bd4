// Executes a staff action on a case: planned by the cases module, then recorded by the store or
// refused with a reason.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// POST {case}/{action}: 303 to the case page if done; 422 with missing fields; 409 if the action is
// not possible or another writer changed the case first. The typed values are always shown again.
web::Response act(const Visit& visit);

}  // namespace handler::desk
