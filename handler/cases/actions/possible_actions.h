// Which actions a person may take on a case now, and which fields each asks for.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"

namespace handler::cases {

// Actions that this person may take on this case now, in the order of the table.
std::vector<const ActionRule*> possible_actions(const Rules& rules, const Case& subject,
                                                const Object& object, const StaffMember& actor,
                                                core::Instant now);

// Actions that the reporter may take on this case now, in the order of their table.
std::vector<const ActionRule*> possible_reporter_actions(const Rules& rules, const Case& subject,
                                                         core::Instant now);

// Where a case can be passed up to: the roles that stand above the window and that the policy
// names, by their YAML names, then the site's bodies, by id.
std::vector<std::string> escalation_targets(const core::Site& site, const core::Policy& policy);

// The fields that this case asks for: `tier` only where the kind has tiers (on accept it is offered
// whenever some kind has them), `statement` only, and then always, if the tier wants one (PY-20);
// `cause` only where the policy has causes for the kind, and on closing always unless it is known
// (CA-31); `concerned` where a report may be about an official's conduct and does not name the
// unit yet.
std::vector<ActionField> fields_of(const Rules& rules, const Case& subject, const ActionRule& rule);

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
