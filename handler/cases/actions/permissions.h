// The question behind every action: does one of these roles, held by this person, reach this case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/actions/action_table.h"

namespace handler::cases {

// The first grant of `actor` with one of `roles` that sees the object; pure, deny by default. In
// the role `unit` only the unit that holds the case acts, or, for what is the assistants', one of
// them.
std::optional<Grant> allowed_as(const StaffMember& actor, const std::vector<core::Role>& roles,
                                const Object& object,
                                ActionRule::Part part = ActionRule::Part::holder);

// It grants or refuses more time.
bool decides_about_time(const ActionRule& rule);

// The roles that may take this action under this policy: the table's, or for extensions the one
// that the policy names for the clock concerned (PY-21).
std::vector<core::Role> roles_of(const Rules& rules, const Case& subject, const ActionRule& rule);

// The running clock that a request for more time, or its answer, is about; nullptr if there is
// none.
const ClockRun* extendable_clock(const core::Policy& policy, const Case& subject);
const ClockRun* clock_with_request(const Case& subject);

// The code of what forbids this action on this case to anybody: it was put away, stands elsewhere,
// or the rule's guard refuses. "" if nothing does.
std::string refusal_of(const Rules& rules, const Case& subject, const ActionRule& rule,
                       core::Instant now);

// True if this person asked for the time that the action would grant or refuse: somebody else
// decides (PY-22).
bool decides_own_request(const Case& subject, const ActionRule& rule, const StaffMember& actor);

}  // namespace handler::cases
