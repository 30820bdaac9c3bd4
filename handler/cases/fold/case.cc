// Queries on a folded case: what is late, what is due next, the forecast.
#include "handler/cases/fold/case.h"

#include <algorithm>
#include <iterator>

#include "core/base/check.h"
#include "core/base/contains.h"

namespace handler::cases {

BANCHENG_DEFINE_COPYING(Case);

using core::Milestone;

bool is_limit_of_case(std::string_view clock) {
  return clock == kNextProgress || clock == kSuperiorsDay;
}

bool is_clock_for_staff(std::string_view clock) {
  return clock == kSuperiorsDay;
}

bool ClockRun::overdue(core::Instant now) const {
  return !breaches_by(now).empty();
}

bool ClockRun::open_at(core::Instant now) const {
  if (!running() || !due.due) return false;
  return !core::contains(breaches_by(now), *due.due, &Breach::due);
}

std::vector<Breach> ClockRun::breaches_by(core::Instant now) const {
  std::vector<Breach> all = breaches;
  const bool over = due.due && !paused && stopped_at.value_or(now) > *due.due;
  const bool known = over && std::ranges::any_of(all, [this](const Breach& breach) {
                       return breach.due == *due.due;
                     });
  if (over && !known) all.push_back({.due = *due.due, .extended = extensions > 0});
  return all;
}

bool ClockRun::was_softened() const {
  if (!earlier || !earlier->due.due) return false;
  return !due.due || *due.due > *earlier->due.due;
}

bool ClockRun::missed_earlier(core::Instant now) const {
  if (!was_softened()) return false;
  const bool over = !paused && stopped_at.value_or(now) > *earlier->due.due;
  return earlier->missed || over;
}

const ClockRun* Case::next_due() const {
  const ClockRun* next = nullptr;
  for (const ClockRun& run : clocks) {
    if (!run.running() || run.paused || !run.due.due) continue;
    if (next == nullptr || *run.due.due < *next->due.due) next = &run;
  }
  return next;
}

const ClockRun* Case::limit_to_set() const {
  const ClockRun* next = nullptr;
  for (const ClockRun& run : clocks) {
    const bool is_set = run.limit.kind == core::TimeLimit::Kind::case_by_case;
    if (!run.running() || !is_set || is_limit_of_case(run.clock)) continue;
    if (run.waits_for_date()) return &run;
    if (next == nullptr || *run.due.due < *next->due.due) next = &run;
  }
  return next;
}

std::string_view standing_of(const Case& subject) {
  if (subject.merged_into) return "merged";
  const auto& evaluation = subject.evaluation;
  const bool to_rectify = evaluation && evaluation->unhappy && !evaluation->rectified;
  const bool waits = subject.reopening_asked || to_rectify;
  if (subject.archived && !waits) return "archived";
  if (subject.waits_aside()) return kSetAside;
  if (subject.set_aside > 0 && subject.state == core::CaseState::declined) return kTurnedAway;
  return core::to_text(subject.state);
}

std::string Case::holder_at(core::Instant when) const {
  std::string holder;
  for (const Held& one : held) {
    if (one.from <= when) holder = one.unit;
  }
  return holder;
}

std::vector<CaseId> Case::untold() const {
  std::vector<CaseId> waiting;
  std::copy_if(absorbed.begin(), absorbed.end(), std::back_inserter(waiting),
               [&](CaseId other) { return !core::contains(absorbed_told, other); });
  return waiting;
}

bool Case::has_lost(core::Kept kept) const {
  return std::ranges::any_of(
      destructions, [kept](const Destruction& done) { return core::contains(done.classes, kept); });
}

bool Case::has_passed(core::CaseState which) const {
  return core::contains(passed, which);
}

bool Case::waits_aside() const {
  return set_aside > 0 && state == core::CaseState::submitted && !merged_into;
}

bool Case::overdue(core::Instant now) const {
  return std::ranges::any_of(clocks, [now](const ClockRun& run) { return run.overdue(now); });
}

std::string Case::cause_of_round() const {
  const auto found = causes.find(round);
  return found == causes.end() ? std::string() : found->second;
}

std::string Case::latest_cause() const {
  return causes.empty() ? std::string() : causes.rbegin()->second;
}

std::string concerned_if_agreed(const Rules& rules, const Case& subject) {
  if (!subject.reclassification || !subject.restricted) return {};
  const core::Json& data = subject.reclassification->data;
  const core::Kind* kind = rules.policy->kind(text_in(data, "kind"));
  const std::string concerned = text_in(data, "concerned");
  const bool names_another = concerned != subject.concerned_unit;
  return kind != nullptr && kind->restricted && names_another ? concerned : std::string();
}

bool is_from_restricted_time(const Case& subject, std::int64_t seq, std::string_view field) {
  // The event that lifts the restriction names the matter anew, for all readers; its reason is
  // about earlier texts.
  if (seq == subject.restricted_until) return field != "matter";
  return seq < subject.restricted_until;
}

std::vector<std::int64_t> hidden_parts(const Case& subject) {
  std::vector<std::int64_t> hidden = subject.idle_parts;
  for (const SentText& text : subject.texts) {
    const bool is_about_hidden =
        text.of != 0 && is_from_restricted_time(subject, text.of, text.of_field);
    if (text.withheld || is_about_hidden || is_from_restricted_time(subject, text.seq, text.field))
      hidden.push_back(text.part);
  }
  return hidden;
}

namespace {

ForecastLine line_of(const Rules& rules, const core::PolicyClock& clock, const core::Tier* tier,
                     const core::TimeLimit& limit, core::Instant now) {
  ForecastLine line{.tier = clock.by_tier && tier != nullptr ? tier->id : "",
                    .clock = clock.id,
                    .limit = limit,
                    .due = {}};
  if (clock.from <= Milestone::dispatched) line.due = core::count(*rules.time, now, limit);
  return line;
}

}  // namespace

std::vector<ForecastLine> forecast(const Rules& rules, const std::string& kind,
                                   const std::string& tier, core::Instant now) {
  std::vector<ForecastLine> lines;
  const core::Kind* known = rules.policy->kind(kind);
  if (known == nullptr) return lines;
  for (const std::string& id : known->tiers) {
    if (!tier.empty() && id != tier) continue;
    const core::Tier* candidate = rules.policy->tier(id);
    for (const core::PolicyClock& clock : rules.policy->clocks) {
      if (!clock.by_tier) continue;
      if (const auto limit = rules.policy->limit_of(clock, candidate)) {
        lines.push_back(line_of(rules, clock, candidate, *limit, now));
      }
    }
  }
  for (const core::PolicyClock& clock : rules.policy->clocks) {
    if (clock.by_tier) continue;
    if (const auto limit = rules.policy->limit_of(clock, nullptr)) {
      lines.push_back(line_of(rules, clock, nullptr, *limit, now));
    }
  }
  return lines;
}

const core::WorkTime& time_of(const Rules& rules, const Case& subject) {
  return subject.settled ? *subject.settled : *rules.time;
}

}  // namespace handler::cases
