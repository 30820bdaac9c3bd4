// Plans the events of the system; one function for each reason.
#include "handler/cases/jobs/jobs.h"

#include <algorithm>
#include <chrono>

#include "core/base/contains.h"
#include "handler/cases/fold/settlement.h"
#include "handler/cases/fold/states.h"

namespace handler::cases {
namespace {

using core::Instant;
using std::chrono::milliseconds;

// An action at the deadline is on time; 1 ms later is late.
constexpr milliseconds kAfter{1};

PlannedEvent by_system(EventType type, core::Json data) {
  PlannedEvent event;
  event.type = type;
  event.data = std::move(data);
  event.by_system = true;
  return event;
}

core::Json facts_of(const ClockRun& run, Instant due) {
  return {{"clock", run.clock}, {"round", run.round}, {"due", core::to_iso(due)}};
}

// -- breaches

// The policy says nothing of a limit that only this case has: who hands cases on hears of it, or
// the window.
std::string told_of_limit(const core::Policy& policy) {
  const bool named = policy.role(core::Role::dispatcher) != nullptr;
  return std::string(core::to_text(named ? core::Role::dispatcher : core::Role::front_desk));
}

PlannedEvent breach_event(const core::Policy& policy, const ClockRun& run, const Breach& breach) {
  core::Json data = facts_of(run, breach.due);
  data["notify"] = core::Json::array();
  data["escalate"] = core::Json::array();
  if (is_limit_of_case(run.clock)) data["notify"].push_back(told_of_limit(policy));
  const core::PolicyClock* clock = policy.clock(run.clock);
  if (clock != nullptr) {
    for (const core::BreachAction* action : follows_breach(*clock, breach.extended)) {
      const bool escalates = action->act == core::BreachAction::Act::escalate;
      data[escalates ? "escalate" : "notify"].push_back(action->target);
    }
  }
  return by_system(EventType::breached, std::move(data));
}

// Older programs recorded no breach of a superior's day: that of a case which is over by now would
// be news to no role.
bool is_too_old(const Case& subject, const ClockRun& run) {
  return is_clock_for_staff(run.clock) && kEnded.contains(subject.state);
}

void add_breaches(std::vector<PlannedEvent>& events, const Rules& rules, const Case& subject,
                  Instant now) {
  for (const ClockRun& run : subject.clocks) {
    if (is_too_old(subject, run)) continue;
    for (const Breach& breach : run.breaches_by(now)) {
      if (!breach.recorded) events.push_back(breach_event(*rules.policy, run, breach));
    }
  }
}

// -- reminders

// How long before its end a clock reminds: as the policy says, and a workday for a limit that only
// this case has.
std::optional<core::TimeLimit> remind_before(const core::Policy& policy, const ClockRun& run) {
  if (is_limit_of_case(run.clock)) return core::TimeLimit{core::TimeLimit::Kind::workdays, 100};
  const core::PolicyClock* clock = policy.clock(run.clock);
  return clock == nullptr ? std::nullopt : clock->remind;
}

// No reminder before the clock has started.
std::optional<Instant> reminder_of(const Rules& rules, const Case& subject, const ClockRun& run) {
  const std::optional<core::TimeLimit> before = remind_before(*rules.policy, run);
  if (!before || !run.running() || run.paused || !run.due.due) return std::nullopt;
  if (run.reminded_of == run.due.due) return std::nullopt;
  const core::WorkTime& time = time_of(rules, subject);
  const Instant at =
      core::before_office_time(time, *run.due.due, core::office_time_of(time, before->hundredths));
  return at > run.due.start ? std::optional<Instant>(at) : std::nullopt;
}

// No reminder outside office hours: it waits for the next opening.
std::optional<Instant> reminder_by(const Rules& rules, const Case& subject, const ClockRun& run,
                                   Instant now) {
  const std::optional<Instant> at = reminder_of(rules, subject, run);
  if (!at) return std::nullopt;
  const Instant when = *at > now ? *at : core::next_opening(time_of(rules, subject), now);
  return when <= *run.due.due ? std::optional<Instant>(when) : std::nullopt;
}

core::Role holder_of(const core::Policy& policy, const Case& subject) {
  const bool answered = subject.state == core::CaseState::replied ||
                        subject.state == core::CaseState::fed_back ||
                        subject.state == core::CaseState::closed;
  if (!answered && !subject.unit.empty()) return core::Role::unit;
  const bool to_be_dispatched = subject.state == core::CaseState::accepted;
  return to_be_dispatched && policy.role(core::Role::dispatcher) != nullptr
             ? core::Role::dispatcher
             : core::Role::front_desk;
}

void add_reminders(std::vector<PlannedEvent>& events, const Rules& rules, const Case& subject,
                   Instant now) {
  for (const ClockRun& run : subject.clocks) {
    const std::optional<Instant> at = reminder_by(rules, subject, run, now);
    if (!at || *at > now) continue;
    core::Json data = facts_of(run, *run.due.due);
    data["to"] = core::to_text(holder_of(*rules.policy, subject));
    events.push_back(by_system(EventType::reminded, std::move(data)));
  }
}

// -- visits

// On the last day of the limit, at opening time.
std::optional<Instant> visit_job(const Rules& rules, const Case& subject) {
  const std::optional<OwedVisit> visit = owed_visit(rules, subject);
  if (!visit || !visit->when || subject.visit_told) return std::nullopt;
  const Instant opening =
      core::next_opening(time_of(rules, subject), core::at(core::day_of(*visit->when), {}));
  return std::max(opening, *subject.closed_at);
}

void add_visit(std::vector<PlannedEvent>& events, const Rules& rules, const Case& subject,
               Instant now) {
  const std::optional<Instant> at = visit_job(rules, subject);
  if (!at || *at > now) return;
  const Instant due = *owed_visit(rules, subject)->when;
  events.push_back(
      by_system(EventType::visit_due, {{"round", subject.round}, {"due", core::to_iso(due)}}));
}

// -- another calendar

void add_settled(std::vector<PlannedEvent>& events, const Rules& rules, const Case& subject,
                 const core::Calendar& published, Instant now) {
  if (std::optional<core::Json> data = settlement_for(rules, subject, published, now))
    events.push_back(by_system(EventType::calendar_settled, std::move(*data)));
}

// -- triggers

int count_of(const Case& subject, const core::Trigger& trigger) {
  switch (trigger.count) {
    case core::Trigger::Count::coordination:
      return subject.failed_coordinations;
    case core::Trigger::Count::bounce:
      return trigger.of == core::BounceOf::unit ? subject.bounces : subject.bounces_of_case;
    case core::Trigger::Count::urge:
      return subject.urges_in_round;
  }
  return 0;
}

std::string name_of(const core::Trigger& trigger) {
  const std::string of = trigger.of == core::BounceOf::unit ? "" : " of case";
  return std::string(core::name_in(core::kTriggerCounts, trigger.count)) + of + " " +
         std::to_string(trigger.at) + " " + trigger.escalate;
}

bool is_met(const core::Trigger& trigger, const Case& subject) {
  const bool fired = core::contains(subject.triggered, name_of(trigger));
  const bool concerns = trigger.tier.empty() || trigger.tier == subject.tier;
  return !fired && concerns && !kEnded.contains(subject.state) &&
         count_of(subject, trigger) >= trigger.at;
}

// No work is left: the case is filed, or merged into another.
bool is_put_away(const Case& subject) {
  return subject.archived || subject.merged_into.has_value();
}

}  // namespace

std::vector<const core::BreachAction*> follows_breach(const core::PolicyClock& clock,
                                                      bool extended) {
  using When = core::BreachAction::When;
  std::vector<const core::BreachAction*> actions;
  for (const core::BreachAction& action : clock.on_breach) {
    const bool follows =
        action.when == When::always || (action.when == When::if_extended) == extended;
    if (follows) actions.push_back(&action);
  }
  return actions;
}

std::vector<PlannedEvent> due_triggers(const core::Policy& policy, const Case& subject) {
  std::vector<PlannedEvent> events;
  for (const core::Trigger& trigger : policy.triggers) {
    if (!is_met(trigger, subject)) continue;
    events.push_back(by_system(EventType::escalated,
                               {{"target", trigger.escalate}, {"trigger", name_of(trigger)}}));
  }
  return events;
}

bool wants_another_tier(const Rules& rules, const Case& subject, Instant now) {
  const core::Tier* tier = rules.policy->tier(subject.tier);
  if (!kWorkedOn.contains(subject.state) || is_put_away(subject) || tier == nullptr ||
      !subject.accepted_at)
    return false;
  const bool on_the_spot = std::ranges::any_of(tier->limits, [](const auto& l) {
    return l.second.kind == core::TimeLimit::Kind::on_the_spot;
  });
  const core::TimeLimit that_day{core::TimeLimit::Kind::same_workday, 0};
  return on_the_spot &&
         now > *core::count(time_of(rules, subject), *subject.accepted_at, that_day).due;
}

std::optional<OwedVisit> owed_visit(const Rules& rules, const Case& subject) {
  const auto& visits = rules.policy->visits;
  const bool owes = visits && subject.state == core::CaseState::closed && subject.visits == 0 &&
                    !subject.archived;
  if (!owes) return std::nullopt;
  if (!visits->within) return OwedVisit{};
  return OwedVisit{core::count(time_of(rules, subject), *subject.closed_at, *visits->within).due};
}

bool depends_on_calendar(const Case& subject, Instant now) {
  return std::ranges::any_of(
      subject.clocks, [&](const ClockRun& run) { return counts_days_ahead(subject, run, now); });
}

std::vector<PlannedEvent> due_jobs(const Rules& rules, const Case& subject,
                                   const core::Calendar& published, Instant now) {
  std::vector<PlannedEvent> events;
  // Also for cases put away before the timer ran: the targets are still notified.
  add_breaches(events, rules, subject, now);
  if (!is_put_away(subject)) {
    add_reminders(events, rules, subject, now);
    add_visit(events, rules, subject, now);
    for (PlannedEvent& event : due_triggers(*rules.policy, subject))
      events.push_back(std::move(event));
  }
  // Only if nothing else is due: a breach is recorded by the date that was missed, and the other
  // events are planned against the new dates on the next run.
  if (events.empty()) add_settled(events, rules, subject, published, now);
  return events;
}

std::optional<Instant> next_job(const Rules& rules, const Case& subject, Instant now,
                                const core::Calendar* published) {
  std::optional<Instant> next;
  const auto consider = [&next](std::optional<Instant> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  for (const ClockRun& run : subject.clocks) {
    if (is_too_old(subject, run)) continue;
    for (const Breach& breach : run.breaches_by(now)) {
      if (!breach.recorded) consider(breach.due + kAfter);
    }
  }
  if (published != nullptr && settlement_for(rules, subject, *published, now)) consider(now);
  if (is_put_away(subject)) return next;
  for (const ClockRun& run : subject.clocks) {
    const bool ticks = run.running() && !run.paused && run.due.due;
    if (ticks && *run.due.due >= now) consider(*run.due.due + kAfter);
    consider(reminder_by(rules, subject, run, now));
  }
  consider(visit_job(rules, subject));
  if (!due_triggers(*rules.policy, subject).empty()) consider(now);
  return next;
}

}  // namespace handler::cases
