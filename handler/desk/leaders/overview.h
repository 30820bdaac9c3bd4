// The leader's page: how much is open, late, waiting for a decision, urged, reopened and badly
// evaluated, by unit and tier; and who is on duty today.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// Numbers come from the person's own scope, each with a way into the worklist. 403 for those whose
// roles do not look after the whole.
web::Response show_overview(const Visit& visit);

}  // namespace handler::desk
