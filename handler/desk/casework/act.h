// Taking an action on a case: planned by the pure engine, recorded by the store, or refused with
// the reason.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// POST {case}/{action}: 303 to the case page if it is done; 422 with what is missing; 409 if it is
// not possible (any more) or somebody else acted first. What was typed comes back in every case.
web::Response act(const Visit& visit);

}  // namespace handler::desk
