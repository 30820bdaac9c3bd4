// The rows of the table of marks.
#include "handler/cases/jobs/marks.h"

#include <algorithm>
#include <optional>

#include "core/base/contains.h"
#include "handler/cases/fold/deciders.h"
#include "handler/cases/fold/states.h"
#include "handler/cases/jobs/jobs.h"

namespace handler::cases {
namespace {

using core::CaseState;

template <CaseState state>
bool stands_at(const Case& subject) {
  return subject.state == state;
}

bool waits_for_more_time(const Case& subject) {
  return std::ranges::any_of(
      subject.clocks, [](const ClockRun& run) { return run.running() && run.extension_pending; });
}

bool waits_for_reopening(const Case& subject) {
  return subject.reopening_asked;
}

// An unhappy evaluation that was not rectified yet.
bool is_to_rectify(const Case& subject) {
  return subject.evaluation && subject.evaluation->unhappy && !subject.evaluation->rectified;
}

bool is_open(const Case& subject) {
  return !has_ended(subject.state) || waits_for_reopening(subject) || is_to_rectify(subject);
}

bool brought_materials(const Case& subject) {
  return subject.materials_arrived;
}

bool was_supplemented(const Case& subject) {
  return is_open(subject) && subject.supplement_arrived;
}

bool is_urged(const Case& subject) {
  return subject.urge_open;
}

bool waits_for_consent(const Case& subject) {
  return subject.consent && !subject.consent->given;
}

bool was_sent_back(const Case& subject) {
  return subject.sent_back;
}

bool was_returned(const Case& subject) {
  return subject.returned;
}

bool was_escalated(const Case& subject) {
  return is_open(subject) && !subject.escalated_to.empty();
}

bool was_reopened(const Case& subject) {
  return is_open(subject) && subject.round > 1;
}

// A running clock has a breach, even if its due date was moved later.
bool is_breached(const Case& subject) {
  return std::ranges::any_of(
      subject.clocks, [](const ClockRun& run) { return run.running() && !run.breaches.empty(); });
}

bool waits_for_date(const Case& subject) {
  return std::ranges::any_of(subject.clocks, &ClockRun::waits_for_date);
}

bool has_waiting_progress(const Case& subject) {
  return subject.waiting_progress.has_value();
}

bool waits_for_agreement(const Case& subject) {
  return subject.reclassification.has_value();
}

}  // namespace

bool has_ended(CaseState state) {
  return kEnded.contains(state);
}

const std::vector<MarkRule>& mark_table() {
  static const std::vector<MarkRule> kTable = {
      {"open", is_open},
      {"to_accept", stands_at<CaseState::submitted>},
      {"to_dispatch", stands_at<CaseState::accepted>},
      {"to_sign", stands_at<CaseState::dispatched>},
      {"to_answer", stands_at<CaseState::handling>},
      {"awaiting", stands_at<CaseState::awaiting_materials>},
      {"materials", brought_materials},
      {"supplement", was_supplemented},
      {"sent_back", was_sent_back},
      {"returned", was_returned},
      {"to_feed_back", stands_at<CaseState::replied>},
      {"to_close", stands_at<CaseState::fed_back>},
      {"extension", waits_for_more_time},
      {"reopening", waits_for_reopening},
      {"to_rectify", is_to_rectify},
      {"urged", is_urged},
      {"escalated", was_escalated},
      {"reopened", was_reopened},
      {"breached", is_breached},
      {"consent", waits_for_consent},
      {"to_set_limit", waits_for_date},
      {"progress", has_waiting_progress},
      {"reclassification", waits_for_agreement},
  };
  return kTable;
}

namespace {

using core::Role;

// A clock runs until the window has spoken with the reporter.
bool owes_contact(const Rules& rules, const Case& subject) {
  return std::ranges::any_of(subject.clocks, [&](const ClockRun& run) {
    const core::PolicyClock* clock = rules.policy->clock(run.clock);
    return run.running() && !run.cancelled && clock != nullptr &&
           clock->until == core::Milestone::contacted;
  });
}

Role window_or_dispatcher(const core::Policy& policy) {
  return policy.role(Role::dispatcher) == nullptr ? Role::front_desk : Role::dispatcher;
}

// Who must take the next step of the course; nothing if it is the reporter, or if no step is left.
std::optional<Role> next_in_course(const Rules& rules, const Case& subject) {
  switch (subject.state) {
    case CaseState::submitted:
    case CaseState::replied:
    case CaseState::fed_back:
      return Role::front_desk;
    case CaseState::accepted:
      return window_or_dispatcher(*rules.policy);
    case CaseState::dispatched:
    case CaseState::handling:
      // What the unit reported is with the window.
      return has_waiting_progress(subject) ? std::nullopt : std::optional(Role::unit);
    case CaseState::closed:
      if (waits_for_reopening(subject) || is_to_rectify(subject)) return Role::front_desk;
      return owed_visit(rules, subject) ? std::optional(Role::front_desk) : std::nullopt;
    case CaseState::awaiting_materials:
    case CaseState::declined:
    case CaseState::withdrawn:
    case CaseState::transferred_out:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Role> decides_about_more_time(const Rules& rules, const Case& subject) {
  for (const ClockRun& run : subject.clocks) {
    const core::PolicyClock* clock = rules.policy->clock(run.clock);
    const bool waits = run.running() && run.extension_pending;
    if (waits && clock != nullptr && clock->extend) return clock->extend->approved_by;
  }
  return std::nullopt;
}

// The roles that decide on a request, set a date, or read what a unit reported. The dispatcher may
// stand in for the window only where the policy names one.
std::vector<Role> who_decides(const Rules& rules, const Case& subject) {
  std::vector<Role> roles;
  const auto add = [&](Role role) {
    const bool absent = role == Role::dispatcher && rules.policy->role(role) == nullptr;
    if (!absent) roles.push_back(role);
  };
  if (const auto role = decides_about_more_time(rules, subject)) roles.push_back(*role);
  if (waits_for_consent(subject)) {
    if (const auto role = role_to_consent(rules, subject)) roles.push_back(*role);
  }
  if (waits_for_date(subject)) {
    if (const auto role = role_to_set_limit(rules, subject)) roles.push_back(*role);
  }
  if (has_waiting_progress(subject)) {
    for (const Role role : {Role::front_desk, Role::dispatcher}) add(role);
  }
  if (waits_for_agreement(subject)) {
    for (const Role role : roles_to_agree(*rules.policy)) add(role);
  }
  return roles;
}

// Of the roles that acknowledge, for a target that is a body of the site.
std::optional<Role> acts_for_bodies(const core::Policy& policy) {
  for (const Role role : {Role::leading_group, Role::supervision, Role::leader_on_duty}) {
    if (policy.role(role) != nullptr) return role;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Role> waits_for(const Rules& rules, const Case& subject) {
  std::vector<Role> roles;
  const auto add = [&roles](std::optional<Role> role) {
    if (role && !core::contains(roles, *role)) roles.push_back(*role);
  };
  if (subject.merged_into) return roles;
  add(next_in_course(rules, subject));
  if (owes_contact(rules, subject)) add(Role::front_desk);
  // Else the case waits for the reporter alone, and what came would lie unread.
  const bool came_meanwhile = was_supplemented(subject) && kAwaiting.contains(subject.state);
  if (came_meanwhile) add(Role::front_desk);
  for (const Role role : who_decides(rules, subject)) add(role);
  if (!is_open(subject)) return roles;
  for (const std::string& target : subject.unacknowledged) {
    const std::optional<Role> named = core::word_in(core::kRoles, target);
    add(named ? named : acts_for_bodies(*rules.policy));
  }
  return roles;
}

std::string mark_for(Role role) {
  return "for_" + std::string(core::to_text(role));
}

std::vector<std::string> marks_of(const Rules& rules, const Case& subject) {
  std::vector<std::string> marks;
  if (subject.merged_into) return marks;  // the main case carries the marks
  if (subject.waits_aside()) return {std::string(kSetAside)};
  for (const MarkRule& rule : mark_table()) {
    if (rule.holds(subject)) marks.emplace_back(rule.id);
  }
  if (owed_visit(rules, subject)) marks.emplace_back("to_visit");
  if (owes_contact(rules, subject)) marks.emplace_back("to_contact");
  for (const Role role : waits_for(rules, subject)) marks.push_back(mark_for(role));
  return marks;
}

}  // namespace handler::cases
