// The events that the system adds because time has passed: breaches, reminders, visits, provisional
// dates settled by a holiday notice, and escalations by the policy's triggers.
#pragma once

#include <optional>
#include <vector>

#include "handler/cases/fold/case.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// The steps that the policy requires when this clock runs out, by whether it was extended.
std::vector<const core::BreachAction*> follows_breach(const core::PolicyClock& clock,
                                                      bool extended);

// The events that the system must record now. Each is planned once: after folding them the case
// knows them. `published` is the currently published calendar; it may hold a notice that the case's
// version lacks. Pure; a late run gives the same events, only later.
std::vector<PlannedEvent> due_jobs(const Rules& rules, const Case& subject,
                                   const core::Calendar& published, core::Instant now);

// When due_jobs will next return something: at or before `now` if it already does, nullopt if only
// people can take the next step.
std::optional<core::Instant> next_job(const Rules& rules, const Case& subject, core::Instant now);

// The first year without a holiday notice that a running deadline touches, or 0.
int awaited_notice(const Rules& rules, const Case& subject);

// Escalations for triggers that are met and have not fired in this round, as events of the system.
std::vector<PlannedEvent> due_triggers(const core::Policy& policy, const Case& subject);

// True if the case was to be settled on the spot but is still open after office hours: it then
// needs a tier with a deadline (rule 2), otherwise it could never be late.
bool wants_another_tier(const Rules& rules, const Case& subject, core::Instant now);

// The visit due for a closed case: its policy promises visits, none was made in this round, and the
// case is not filed yet. `when` is nullopt if the policy names no time.
struct OwedVisit {
  std::optional<core::Instant> when;
};
std::optional<OwedVisit> owed_visit(const Rules& rules, const Case& subject);

}  // namespace handler::cases
