// Finds the policy version of a case in the store or the published site.
#include "handler/casework/case_rules.h"

#include <utility>

#include "handler/cases/fold/fold.h"
#include "handler/cases/jobs/jobs.h"
#include "handler/cases/jobs/marks.h"
#include "handler/cases/jobs/retention.h"

namespace handler::view {

OwnedRules CaseRules::present(const LiveSite& site) const {
  return {site.rules};
}

core::Result<OwnedRules> CaseRules::for_case(const LiveSite& site, const store::CaseRow& row) {
  if (row.values.policy.empty() || row.values.policy == site.site().policy_version)
    return present(site);
  const std::lock_guard lock(mutex_);
  const auto known = versions_.find(row.values.policy);
  if (known != versions_.end()) return OwnedRules{known->second};
  const core::Result<core::PolicyTexts> texts = store_.policy_version(row.values.policy);
  if (!texts) return texts.failure();
  core::Result<core::PolicyVersion> version = core::read_policy_version(*texts);
  if (!version) return version.failure();
  if (version->version != row.values.policy) {
    return core::Failure{core::FailureCode::corrupt, "the policy version " + row.values.policy +
                                                         " was changed after it was stored"};
  }
  auto kept = std::make_shared<const core::PolicyVersion>(std::move(*version));
  versions_[row.values.policy] = kept;
  return OwnedRules{std::move(kept)};
}

core::Status CaseRules::keep_present(const LiveSite& site) {
  return store_.keep_policy_version(site.id(), site.site().policy_version,
                                    site.loaded.policy_texts);
}

store::CurrentValues current_values(const cases::Rules& rules, const cases::Case& folded,
                                    core::Instant now, const core::PolicyVersion* published) {
  const core::Calendar& calendar =
      published == nullptr ? rules.time->calendar : published->time.calendar;
  const core::Retention& present =
      published == nullptr ? rules.policy->retention : published->policy.retention;
  store::CurrentValues values;
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

store::Refold refold_with(OwnedRules rules, core::Instant now, OwnedRules published) {
  if (published.version == nullptr) published = rules;
  return [rules = std::move(rules), published = std::move(published),
          now](const std::vector<cases::Event>& events) {
    return current_values(rules.rules(), cases::fold(rules.rules(), events), now,
                          published.version.get());
  };
}

}  // namespace handler::view
