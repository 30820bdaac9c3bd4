// Takes each value of the row from the case, its marks and its next job.
#include "handler/store/cases/current_values.h"

#include "core/policy/policy_version.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/cases/jobs/marks.h"
#include "handler/cases/jobs/retention.h"

namespace handler::store {

CurrentValues current_values(const cases::Rules& rules, const cases::Case& folded,
                             core::Instant now, const core::PolicyVersion* published) {
  const core::Calendar& calendar =
      published == nullptr ? rules.time->calendar : published->time.calendar;
  const core::Retention& present =
      published == nullptr ? rules.policy->retention : published->policy.retention;
  CurrentValues values;
  values.state = std::string(cases::standing_of(folded));
  values.kind = folded.kind;
  values.tier = folded.tier;
  values.window = folded.window;
  values.unit = folded.unit;
  values.concerned_unit = folded.concerned_unit;
  values.serial = folded.serial;
  values.policy = folded.policy;
  values.round = folded.round;
  values.restricted = folded.restricted;
  values.confidential = folded.confidential;
  values.marks = cases::marks_of(rules, folded);
  values.channel = folded.channel;
  const bool holds_bytes = !folded.has_lost(core::Kept::words) ||
                           !cases::standing_parts(folded, core::Kept::files).empty();
  if (holds_bytes) values.set_aside = folded.set_aside;
  values.assigned_due = folded.assigned_due;
  if (const cases::ClockRun* next = folded.next_due()) values.next_due = next->due.due;
  values.assisting = folded.assisting;
  values.hidden_parts = cases::hidden_parts(folded);
  values.next_job = cases::next_job(rules, folded, now, &calendar);
  if (cases::depends_on_calendar(folded, now)) values.calendar = core::version_of(calendar);
  values.destroy_at = cases::destruction_due(rules.policy->retention, present, folded);
  if (cases::depends_on_retention(folded)) values.retention = cases::retention_word(present);
  if (const std::optional<cases::OwedVisit> visit = cases::owed_visit(rules, folded))
    values.visit_by = visit->when ? visit->when : folded.closed_at;
  return values;
}

}  // namespace handler::store
