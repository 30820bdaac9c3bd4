// Which actions a person may take on a case now, and which fields each asks for.
#pragma once

#include <string>
#include <vector>

#include "core/site/site.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/grant.h"

namespace handler::cases {

// Actions that this user may take on this case now, in the order of the table.
std::vector<const ActionRule*> possible_actions(const Rules& rules, const Case& subject,
                                                const Object& object, const StaffMember& actor,
                                                core::Instant now);

// Actions that the reporter may take on this case now, in the order of their table.
std::vector<const ActionRule*> possible_reporter_actions(const Rules& rules, const Case& subject,
                                                         core::Instant now);

// Where a case can be escalated: the roles above the window that the policy names (by YAML name),
// then the site's bodies (by id) that none of these roles stands for.
std::vector<std::string> escalation_targets(const core::Site& site, const core::Policy& policy);

// The fields that the action asks for in this case:
// `tier`       only where the kind has tiers (on accept: if any kind has tiers)
// `statement`  only if the tier requires one, then always (PY-20)
// `cause`      only where the policy has causes for the kind; required on closing unless known
//              (CA-31)
// `explanation`  of an extension: required if the policy says that the reporter is told
// `reason`     required to change a date that was set before
// `files`      only where the policy takes files
// a text that files may stand for: required where no file can be sent now
// `concerned`  where a report may be about an official's conduct and names no unit yet
std::vector<ActionField> fields_of(const Rules& rules, const Case& subject, const ActionRule& rule);

// True if files may be sent with the action under this policy.
bool takes_files(const Rules& rules, const ActionRule& rule);

// True if the action grants or refuses an extension.
bool decides_about_time(const ActionRule& rule);

// The roles that may take this action under this policy: those of the table; for extensions the
// role that the policy names for the clock (PY-21), for a consent the role that it names for the
// denial, for a date set case by case the role that sets it, for progress the roles that report it,
// to acknowledge a case those that it was passed up to (for a body: all of the table), and for
// agreeing to a reclassification and for withholding those of fold/deciders.h.
std::vector<core::Role> roles_of(const Rules& rules, const Case& subject, const ActionRule& rule);

// True if the action gives or refuses a consent.
bool decides_about_consent(const ActionRule& rule);

// The denial that a case can meet as it stands: before acceptance it can be declined, later a reply
// can say that it cannot be done.
core::Denial possible_denial(const Case& subject);

// True if the policy asks for a consent before this denial that was not given.
bool lacks_consent(const Rules& rules, const Case& subject, core::Denial denial);

// The running clock that an extension request, or its answer, concerns; nullptr if none.
const ClockRun* extendable_clock(const core::Policy& policy, const Case& subject);
const ClockRun* clock_with_request(const Case& subject);
// How many workdays the policy still allows for this clock; it must be one that can be extended.
int workdays_left(const core::Policy& policy, const ClockRun& run);
// The due time if the pending request is granted; nothing while materials are awaited.
std::optional<core::Instant> due_if_granted(const Rules& rules, const Case& subject,
                                            const ClockRun& run);

// The refusal code that applies to every user: the case is filed or merged, is in another state, or
// the rule's guard refuses. "" if the action is possible.
std::string refusal_of(const Rules& rules, const Case& subject, const ActionRule& rule,
                       core::Instant now);

// True if this user made the request that the action would decide (for more time, for consent, for
// another kind or tier): a different user must decide (PY-22).
bool decides_own_request(const Case& subject, const ActionRule& rule, const StaffMember& actor);

}  // namespace handler::cases
