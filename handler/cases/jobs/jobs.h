// What time itself asks of a case, without anybody acting: time that ran out, reminders, visits,
// dates that a notice of holidays settles, and what the policy says of things that happen too
// often.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/cases/fold/planned_event.h"

namespace handler::cases {

// What the policy says must follow when this clock runs out, extended or not.
std::vector<const core::BreachAction*> follows_breach(const core::PolicyClock& clock,
                                                      bool extended);

// Events for the system to record now, at most once each: whatever they say is known to the case
// once they are folded. `published` is the calendar that is published now: it may hold a notice
// that the case's own version lacks. Pure; running late gives the same events, only later.
std::vector<PlannedEvent> due_jobs(const Rules& rules, const Case& subject,
                                   const core::Calendar& published, core::Instant now);

// When due_jobs has something next, as far as time decides: at `now` or before it if there is
// something already, nothing if only people can go on.
std::optional<core::Instant> next_job(const Rules& rules, const Case& subject, core::Instant now);

// The first year without a notice that a running due date touches, or 0.
int awaited_notice(const Rules& rules, const Case& subject);

// Escalations by triggers that are met and have not fired in this round, as events of the system.
std::vector<PlannedEvent> due_triggers(const core::Policy& policy, const Case& subject);

// True if the case was to be settled on the spot and is still open when the office has closed: then
// it needs a tier with a date (rule 2), else nothing would ever be late.
bool wants_another_tier(const Rules& rules, const Case& subject, core::Instant now);

// By when the reporter is to be visited: a closed case whose policy promises visits, that was not
// visited in this round and is not in the file yet. `when` is nothing where the document names no
// time.
struct OwedVisit {
  std::optional<core::Instant> when;
};
std::optional<OwedVisit> owed_visit(const Rules& rules, const Case& subject);

}  // namespace handler::cases
