// The actions that a user may take on a case now, and the fields of each.
#include "handler/cases/actions/possible_actions.h"

#include <algorithm>

#include "core/base/contains.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/permissions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/actions/take_files.h"
#include "handler/cases/fold/deciders.h"

namespace handler::cases {

const ClockRun* extendable_clock(const core::Policy& policy, const Case& subject) {
  const ClockRun* next = nullptr;
  for (const ClockRun& run : subject.clocks) {
    const core::PolicyClock* clock = policy.clock(run.clock);
    if (!run.running() || !run.due.due || clock == nullptr || !clock->extend) continue;
    if (next == nullptr || *run.due.due < *next->due.due) next = &run;
  }
  return next;
}

const ClockRun* clock_with_request(const Case& subject) {
  for (const ClockRun& run : subject.clocks) {
    if (run.running() && run.extension_pending) return &run;
  }
  return nullptr;
}

int workdays_left(const core::Policy& policy, const ClockRun& run) {
  return policy.clock(run.clock)->extend->workdays - run.extended_workdays;
}

std::optional<core::Instant> due_if_granted(const Rules& rules, const Case& subject,
                                            const ClockRun& run) {
  if (run.paused || !run.due.due) return std::nullopt;
  core::DueDate due = run.due;
  core::extend(time_of(rules, subject), due, run.asked_workdays);
  return due.due;
}

namespace {

std::vector<core::Role> passed_up_to(const Case& subject, const ActionRule& rule) {
  std::vector<core::Role> roles;
  for (const core::Role role : rule.roles) {
    const bool named = core::contains(subject.unacknowledged, core::to_text(role));
    const bool to_a_body = std::ranges::any_of(
        subject.unacknowledged,
        [](const std::string& target) { return !core::word_in(core::kRoles, target); });
    if (named || to_a_body) roles.push_back(role);
  }
  return roles;
}

}  // namespace

bool decides_about_time(const ActionRule& rule) {
  return rule.effect == Effect::grants_time || rule.effect == Effect::refuses_time;
}

bool decides_about_consent(const ActionRule& rule) {
  return rule.effect == Effect::gives_consent || rule.effect == Effect::refuses_consent;
}

core::Denial possible_denial(const Case& subject) {
  return subject.state == core::CaseState::submitted ? core::Denial::decline : core::Denial::cannot;
}

bool lacks_consent(const Rules& rules, const Case& subject, core::Denial denial) {
  if (!rules.policy->consent_before(denial)) return false;
  return !subject.consent || !subject.consent->given || subject.consent->before != denial;
}

namespace {

std::vector<core::Role> only(std::optional<core::Role> role) {
  return role ? std::vector<core::Role>{*role} : std::vector<core::Role>();
}

}  // namespace

std::vector<core::Role> roles_of(const Rules& rules, const Case& subject, const ActionRule& rule) {
  const bool decides = rule.effect == Effect::agrees || rule.effect == Effect::disagrees;
  if (decides) return roles_to_agree(*rules.policy);
  if (rule.effect == Effect::withholds) return roles_to_withhold(*rules.policy);
  if (rule.effect == Effect::holds || rule.effect == Effect::releases)
    return roles_to_hold(*rules.policy);
  if (rule.effect == Effect::turns_away) return {role_to_turn_away(*rules.policy)};
  if (decides_about_consent(rule)) return only(role_to_consent(rules, subject));
  if (rule.effect == Effect::acknowledges) return passed_up_to(subject, rule);
  if (rule.event == EventType::progress_reported) return rules.policy->progress.by;
  if (rule.effect == Effect::sets_limit) return only(role_to_set_limit(rules, subject));
  const bool asks = rule.effect == Effect::asks_time;
  if (!asks && !decides_about_time(rule)) return rule.roles;
  const ClockRun* run =
      asks ? extendable_clock(*rules.policy, subject) : clock_with_request(subject);
  const core::PolicyClock* clock = run == nullptr ? nullptr : rules.policy->clock(run->clock);
  if (clock == nullptr || !clock->extend) return {};
  return {asks ? clock->extend->asked_by : clock->extend->approved_by};
}

std::string refusal_of(const Rules& rules, const Case& subject, const ActionRule& rule,
                       core::Instant now) {
  if (subject.merged_into && !rule.when_merged) return "merged";
  if (subject.archived && !rule.when_archived) return "archived";
  if (subject.has_lost(core::Kept::words) && !rule.when_destroyed) return "destroyed";
  if (!rule.from.contains(subject.state)) return "wrong_state";
  return rule.guard == nullptr ? std::string() : rule.guard(rules, subject, now);
}

std::vector<const ActionRule*> possible_actions(const Rules& rules, const Case& subject,
                                                const Object& object, const StaffMember& actor,
                                                core::Instant now) {
  std::vector<const ActionRule*> possible;
  for (const ActionRule& rule : action_table()) {
    if (!allowed_as(actor, roles_of(rules, subject, rule), object, rule.part)) continue;
    if (decides_own_request(subject, rule, actor)) continue;
    if (rule.effect == Effect::corrects && own_texts(subject, actor).empty()) continue;
    const bool takes_back = rule.effect == Effect::withdraws_file;
    if (takes_back && choosable_files(subject, rule, &actor).empty()) continue;
    if (refusal_of(rules, subject, rule, now).empty()) possible.push_back(&rule);
  }
  return possible;
}

std::vector<const ActionRule*> possible_reporter_actions(const Rules& rules, const Case& subject,
                                                         core::Instant now) {
  std::vector<const ActionRule*> possible;
  for (const ActionRule& rule : reporter_table()) {
    if (refusal_of(rules, subject, rule, now).empty()) possible.push_back(&rule);
  }
  return possible;
}

namespace {

// Whether a role that is offered stands for this body: the leading group is offered once.
bool stands_for(const core::Policy& policy, const core::Body& body) {
  const auto role = core::word_in(core::kRoles, body.id);
  if (role && policy.role(*role) != nullptr) return true;
  return body.type == "leading_group" && policy.role(core::Role::leading_group) != nullptr;
}

}  // namespace

std::vector<std::string> escalation_targets(const core::Site& site, const core::Policy& policy) {
  std::vector<std::string> targets;
  for (const core::Role role :
       {core::Role::leader_on_duty, core::Role::leading_group, core::Role::supervision}) {
    if (policy.role(role) != nullptr) targets.emplace_back(core::to_text(role));
  }
  for (const core::Body& body : site.bodies) {
    if (!stands_for(policy, body)) targets.push_back(body.id);
  }
  return targets;
}

bool decides_own_request(const Case& subject, const ActionRule& rule, const StaffMember& actor) {
  if (rule.effect == Effect::agrees || rule.effect == Effect::disagrees)
    return subject.reclassification && subject.reclassification->asked_by == actor.user;
  if (decides_about_consent(rule))
    return subject.consent && subject.consent->asked_by == actor.user;
  if (!decides_about_time(rule)) return false;
  const ClockRun* run = clock_with_request(subject);
  return run != nullptr && run->asked_by == actor.user;
}

namespace {

bool asks_for_tier(const Rules& rules, const Case& subject, const ActionRule& rule) {
  if (!rule.asks_for(ActionField::Type::kind)) {
    const core::Kind* kind = rules.policy->kind(subject.kind);
    return kind != nullptr && !kind->tiers.empty();
  }
  const auto& kinds = rules.policy->kinds;
  return std::ranges::any_of(kinds, [](const core::Kind& kind) { return !kind.tiers.empty(); });
}

bool tells_of_extension(const Rules& rules, const Case& subject) {
  const ClockRun* run = clock_with_request(subject);
  const core::PolicyClock* clock = run == nullptr ? nullptr : rules.policy->clock(run->clock);
  return clock != nullptr && clock->extend && clock->extend->tell_before_due;
}

bool asks_for_statement(const Rules& rules, const Case& subject) {
  const core::Tier* tier = rules.policy->tier(subject.tier);
  return tier != nullptr && !tier->requires_documents.empty();
}

// Progress needs the statement that the answer needs where it stops the clock in its place, or
// where the policy always wants one.
bool asks_for_statement(const Rules& rules, const Case& subject, const ActionRule& rule) {
  if (rule.event != EventType::progress_reported) return asks_for_statement(rules, subject);
  if (rules.policy->progress.statement) return true;
  const core::Tier* tier = rules.policy->tier(subject.tier);
  return asks_for_statement(rules, subject) && tier->means == core::TierMeans::progress;
}

// Who changes a date that the reporter knows says why.
bool changes_a_date(const Case& subject, const ActionRule& rule) {
  const ClockRun* run = subject.limit_to_set();
  return rule.effect == Effect::sets_limit && run != nullptr && !run->waits_for_date();
}

// For a conduct report the unit must be known, otherwise the case could be dispatched to it.
bool asks_whom_it_is_about(const Rules& rules, const Case& subject) {
  if (!subject.concerned_unit.empty()) return false;
  const auto& kinds = rules.policy->kinds;
  return subject.restricted ||
         std::ranges::any_of(kinds, [](const core::Kind& kind) { return kind.restricted; });
}

// True if files may stand for a text. The reporter, whose rows name no roles, may have no room
// left.
bool may_send_files(const Rules& rules, const Case& subject, const ActionRule& rule) {
  const bool by_reporter = rule.roles.empty();
  return takes_files(rules, rule) &&
         !(by_reporter && no_room_for_reporter(rules.policy->file_rule(), subject));
}

}  // namespace

bool takes_files(const Rules& rules, const ActionRule& rule) {
  return rule.asks_for(ActionField::Type::files) && rules.policy->file_rule().taken;
}

std::vector<ActionField> fields_of(const Rules& rules, const Case& subject,
                                   const ActionRule& rule) {
  std::vector<ActionField> fields;
  for (ActionField field : rule.fields) {
    if (field.type == ActionField::Type::tier && !asks_for_tier(rules, subject, rule)) continue;
    const bool corrects = rule.effect == Effect::reclassifies;
    if (field.id == "concerned" && !corrects && !asks_whom_it_is_about(rules, subject)) continue;
    if (rule.effect == Effect::grants_time) field.required = tells_of_extension(rules, subject);
    if (field.id == "statement") {
      if (!asks_for_statement(rules, subject, rule)) continue;
      field.required = true;
    }
    if (field.type == ActionField::Type::files && !takes_files(rules, rule)) continue;
    if (field.or_files) {
      field.or_files = takes_files(rules, rule);
      field.required = !may_send_files(rules, subject, rule);
    }
    if (field.id == "reason") field.required |= changes_a_date(subject, rule);
    if (field.type == ActionField::Type::cause) {
      if (rules.policy->causes_of(subject.kind).empty()) continue;
      field.required |= field.until_known && subject.cause_of_round().empty();
    }
    fields.push_back(field);
  }
  return fields;
}

}  // namespace handler::cases
