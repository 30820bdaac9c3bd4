// The leader's page: how many cases are open, late, awaiting decisions, urged, reopened or badly
// evaluated, by unit and tier; and the leader on duty today.
#pragma once

#include "handler/desk/visit.h"

namespace handler::desk {

// Counts the cases in the user's scope, with links into the worklist. 403 for roles without an
// overview.
web::Response show_overview(const Visit& visit);

}  // namespace handler::desk
