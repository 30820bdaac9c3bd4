// The numerator and denominator of each rate.
#include "handler/cases/figures/tally.h"

#include <algorithm>
#include <set>

namespace handler::cases {
namespace {

using core::CaseState;

bool was_accepted(const Case& folded) {
  return folded.accepted_at.has_value();
}

bool is_done(const Case& folded) {
  return folded.state == CaseState::closed;
}

bool got_response(const TalliedCase& one) {
  const Case& folded = one.folded;
  return was_accepted(folded) || folded.state == CaseState::declined ||
         (folded.merged_into && last_event(one.events, EventType::merged_told) != nullptr);
}

bool left_before_a_response(const Case& folded) {
  return folded.state == CaseState::withdrawn && !was_accepted(folded);
}

// True unless withdrawn, another office's, or barred by law (CA-05: 可办事项).
bool can_be_done(const TalliedCase& one) {
  const CaseState state = one.folded.state;
  if (state == CaseState::withdrawn || state == CaseState::transferred_out) return false;
  const Event* reply = last_event(one.events, EventType::replied);
  return reply == nullptr || reply->data.value("outcome", "") != "cannot";
}

// A softer limit that came later makes no missed one kept.
bool was_late(const ClockRun& run, core::Instant now) {
  return run.overdue(now) || run.missed_earlier(now);
}

// A superior's day is no promise to the reporter.
bool ever_late(const Case& folded, core::Instant now) {
  return std::ranges::any_of(folded.clocks, [now](const ClockRun& run) {
    return !is_clock_for_staff(run.clock) && was_late(run, now);
  });
}

bool was_extended(const Case& folded) {
  return std::ranges::any_of(folded.clocks, [](const ClockRun& run) { return run.extensions > 0; });
}

bool can_be_counted(const core::Policy& policy, std::string_view kpi) {
  if (kpi == "on_time") return !policy.clocks.empty();
  return kpi != "satisfied" || !policy.grades.empty();
}

std::vector<core::KpiGoal> goals_or_all(const std::vector<core::KpiGoal>& goals) {
  if (!goals.empty()) return goals;
  std::vector<core::KpiGoal> all;
  all.reserve(core::kKpiIds.size());
  for (const std::string_view id : core::kKpiIds) all.push_back({std::string(id), std::nullopt});
  return all;
}

// Clocks that end with the unit's answer. The unit does not answer for how fast the window
// dispatches and gives feedback.
bool is_units_clock(const core::PolicyClock* clock) {
  using core::Milestone;
  return clock != nullptr &&
         (clock->until == Milestone::replied || clock->until == Milestone::progress);
}

// When the deadlines passed that the run did not keep.
std::vector<core::Instant> missed_by(const ClockRun& run, core::Instant now) {
  std::vector<core::Instant> missed;
  for (const Breach& breach : run.breaches_by(now)) missed.push_back(breach.due);
  if (run.missed_earlier(now)) missed.push_back(*run.earlier->due.due);
  return missed;
}

// The units that held the case when a deadline of a unit passed, each once. While the case waits
// for the dispatcher no unit is late.
std::set<std::string> late_units(const TalliedCase& one, core::Instant now) {
  std::set<std::string> late;
  for (const ClockRun& run : one.folded.clocks) {
    if (run.clock != kNextProgress && !is_units_clock(one.policy.clock(run.clock))) continue;
    for (const core::Instant due : missed_by(run, now)) late.insert(one.folded.holder_at(due));
  }
  late.erase("");
  return late;
}

void add_to_unit(UnitTally& unit, const Case& folded, bool late) {
  ++unit.received;
  unit.done += is_done(folded) ? 1 : 0;
  unit.on_time += is_done(folded) && !late ? 1 : 0;
  unit.extended += was_extended(folded) ? 1 : 0;
}

}  // namespace

void Tally::count(const char* kpi, bool counts) {
  Part& part = counts_[kpi];
  ++part.of;
  part.count += counts ? 1 : 0;
}

// Of every round: a case that is reopened keeps the ratings that it got.
void Tally::add_ratings(const Case& folded) {
  for (const auto& [round, rating] : folded.ratings) {
    count("satisfied", !rating.unhappy);
    if (rating.unit.empty()) continue;
    UnitTally& unit = units_[rating.unit];
    ++unit.evaluated;
    unit.satisfied += rating.unhappy ? 0 : 1;
  }
}

// Corrections count, however the case ended. A merge that was undone counts in the case that was
// merged.
void Tally::add_mended(const std::vector<Event>& events) {
  for (const Event& event : events) {
    if (event.type == EventType::undone) ++mended_[text_in(event.data, "undoes")];
    if (event.type == EventType::corrected) ++mended_["corrected"];
    if (event.type == EventType::reclassified || event.type == EventType::retiered)
      ++mended_["reclassified"];
  }
}

void Tally::add(const TalliedCase& one) {
  const Case& folded = one.folded;
  add_mended(one.events);
  if (left_before_a_response(folded)) return;
  count("responded", got_response(one));
  // A unit that returned the case may differ from the one that holds it in the end.
  for (const Event& event : one.events) {
    if (event.type == EventType::returned) ++units_[event.actor.unit].bounced;
  }
  if (was_accepted(folded)) add_ratings(folded);
  // A merged case is done when its main case is done: it is counted there.
  if (!was_accepted(folded) || folded.merged_into) return;
  if (can_be_done(one)) count("completed", is_done(folded));
  if (is_done(folded)) {
    count("revisited", last_event(one.events, EventType::visited) != nullptr);
    count("on_time", !ever_late(folded, now_));
  }
  const core::Tier* tier = one.policy.tier(folded.tier);
  if (tier != nullptr) ++tiers_[tier->name];
  if (const std::string id = folded.latest_cause(); !id.empty()) {
    const core::Cause* cause = one.policy.cause(id);
    ++causes_[cause == nullptr ? std::string() : cause->name];
  }
  const std::set<std::string> late = late_units(one, now_);
  for (const std::string& unit : late) ++units_[unit].late;
  if (!folded.unit.empty()) add_to_unit(units_[folded.unit], folded, late.contains(folded.unit));
}

std::vector<core::Kpi> Tally::kpis(const core::Policy& present,
                                   const std::vector<core::KpiGoal>& goals) const {
  std::vector<core::Kpi> kpis;
  for (const core::KpiGoal& goal : goals_or_all(goals)) {
    if (!can_be_counted(present, goal.id)) continue;
    const auto found = counts_.find(goal.id);
    const Part part = found == counts_.end() ? Part{} : found->second;
    kpis.push_back({goal.id, part.count, part.of, goal.target});
  }
  return kpis;
}

std::vector<core::CountOf> Tally::by_tier() const {
  std::vector<core::CountOf> counts;
  for (const auto& [name, count] : tiers_) counts.push_back({name, count});
  return counts;
}

std::vector<core::CountOf> Tally::by_cause(const std::string& other_cause) const {
  std::vector<core::CountOf> counts;
  for (const auto& [name, count] : causes_) {
    counts.push_back({name.empty() ? other_cause : name, count});
  }
  return counts;
}

std::vector<core::CountOf> Tally::by_unit(const core::Site& site) const {
  std::vector<core::CountOf> counts;
  for (const auto& [id, unit] : units_) {
    if (unit.received == 0) continue;
    counts.push_back({core::unit_name(site, id), unit.received});
  }
  return counts;
}

}  // namespace handler::cases
