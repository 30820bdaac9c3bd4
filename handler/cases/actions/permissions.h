// The question behind every action: does one of these roles, held by this person, reach this case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"

namespace handler::cases {

// The first grant of `actor` with one of `roles` that sees the object; pure, deny by default. In
// the role `unit` only the unit that holds the case acts, or, for what is the assistants', one of
// them.
std::optional<Grant> allowed_as(const StaffMember& actor, const std::vector<core::Role>& roles,
                                const Object& object,
                                ActionRule::Part part = ActionRule::Part::holder);

// The object for a case's own rights; the window's ancestors come from the site.
Object object_of(const core::Site& site, const Case& subject);

// The only decision about rights; deny by default. `action` is an action id, or "see" (the case),
// "see_identity", "list", "overview", "register" (a report at the object's window), "report"
// (figures of the whole site), "file" (note them as sent), "attend" (write
// down that the leader on duty is at the object's window), "attendance" (see that),
// "manage_users", "see_users". "list" and "overview" (the leader's page) ask only for the site:
// which cases are listed follows from the grants' scopes, and each is asked about with "see".
// Value: the first grant that allows it.
std::optional<Grant> allowed(const StaffMember& actor, std::string_view action,
                             const Object& object);

}  // namespace handler::cases
