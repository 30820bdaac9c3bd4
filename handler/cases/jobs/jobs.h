// The events that the system adds because time has passed or another calendar was published:
// breaches, reminders, visits, settled dates, and escalations by the policy's triggers.
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
// knows them. `published` is the currently published calendar with the site's closures; days ahead
// may differ from those that the case counts with. Pure; a late run gives the same events, only
// later, and holidays that were published meanwhile count only from then on.
std::vector<PlannedEvent> due_jobs(const Rules& rules, const Case& subject,
                                   const core::Calendar& published, core::Instant now);

// When due_jobs will next return something: at or before `now` if it already does, nullopt if only
// people or another calendar can bring the next step. nullptr: the case's own calendar is the
// published one.
std::optional<core::Instant> next_job(const Rules& rules, const Case& subject, core::Instant now,
                                      const core::Calendar* published = nullptr);

// True if another calendar could move a deadline of the case.
bool depends_on_calendar(const Case& subject, core::Instant now);

// Escalations for triggers that are met and have not fired in this round, as events of the system.
std::vector<PlannedEvent> due_triggers(const core::Policy& policy, const Case& subject);

// True if the case was to be settled on the spot but is still open after office hours: it then
// needs a tier with a deadline, otherwise it could never be late.
bool wants_another_tier(const Rules& rules, const Case& subject, core::Instant now);

// The visit due for a closed case: its policy promises visits, none was made in this round, and the
// case is not filed yet. `when` is nullopt if the policy names no time.
struct OwedVisit {
  std::optional<core::Instant> when;
};
std::optional<OwedVisit> owed_visit(const Rules& rules, const Case& subject);

}  // namespace handler::cases
