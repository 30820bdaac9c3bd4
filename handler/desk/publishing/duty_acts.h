// What the forms of the duty page do.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// POST .../duty/{month}/{act}: set, swap, forward, paste or remove. Keeps the change in the draft,
// or shows the page again with everything that was typed. 404 for any other act.
web::Response change_duty(const Visit& visit);

}  // namespace handler::desk
