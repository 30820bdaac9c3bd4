// Checks the submitted values of an action and plans its event.
#include "handler/cases/actions/plan_action.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <iterator>
#include <set>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/actions/action_table.h"
#include "handler/cases/actions/permissions.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/jobs/jobs.h"

namespace handler::cases {
namespace {

using Type = ActionField::Type;

constexpr std::size_t kMostCharacters = 4000;
constexpr std::size_t kMostInALine = 60;

// The inputs and results of the checks of one action.
struct Plan {
  const Rules& rules;
  const core::Site& site;
  const Case& subject;
  const ActionRule& rule;
  const ActionInput& input;
  std::vector<ActionMistake> mistakes;
  PlannedEvent event;
  core::Instant now{};
  bool by_unit = false;

  std::string value(std::string_view field) const {
    const auto found = input.find(field);
    return found == input.end() ? std::string() : core::trimmed(core::cleaned(found->second));
  }
  void mistake(std::string_view field, std::string_view code) {
    mistakes.push_back({std::string(field), std::string(code)});
  }
};

// Stores a valid value in the event; returns "" or the code of the mistake.
using Take = std::string (*)(Plan&, const ActionField&, const std::string&);

std::string keep_if(Plan& plan, const ActionField& field, const std::string& value, bool known) {
  if (!known) return "unknown";
  plan.event.data[std::string(field.id)] = value;
  return {};
}

std::string take_text(Plan& plan, const ActionField& field, const std::string& value) {
  if (core::character_count(value) > kMostCharacters) return "too_long";
  plan.event.texts.push_back({std::string(field.id), value, field.for_reporter});
  return {};
}

// The kind of the case after this action.
const core::Kind* kind_after(const Plan& plan) {
  const bool chosen = plan.rule.asks_for(Type::kind);
  return plan.rules.policy->kind(chosen ? plan.value("kind") : plan.subject.kind);
}

std::string take_tier(Plan& plan, const ActionField& field, const std::string& value) {
  const core::Kind* kind = kind_after(plan);
  if (kind == nullptr) return {};  // the mistake is reported for the kind
  const auto& tiers = kind->tiers;
  if (plan.rule.asks_for(Type::kind) && tiers.empty()) return {};
  if (value == plan.subject.tier) return "unchanged";
  return keep_if(plan, field, value, core::contains(tiers, value));
}

// The id of something that the policy defines.
template <auto kFind>
std::string take_of_policy(Plan& plan, const ActionField& field, const std::string& value) {
  return keep_if(plan, field, value, (plan.rules.policy->*kFind)(value) != nullptr);
}

// The same of the site.
template <auto kFind>
std::string take_of_site(Plan& plan, const ActionField& field, const std::string& value) {
  return keep_if(plan, field, value, (plan.site.*kFind)(value) != nullptr);
}

// Assisting units, separated by commas.
std::string take_units(Plan& plan, const ActionField& field, const std::string& value) {
  std::set<std::string> chosen;
  for (const std::string& id : core::split(value, ',')) {
    if (plan.site.unit(id) == nullptr) return "unknown";
    if (id == plan.value("unit")) return "holds_it_already";
    chosen.insert(id);
  }
  plan.event.data[std::string(field.id)] = chosen;
  return {};
}

std::string take_referral(Plan& plan, const ActionField& field, const std::string& value) {
  std::set<std::string> chosen;
  for (const std::string& id : core::split(value, ',')) {
    if (plan.rules.policy->referral(id) == nullptr) return "unknown";
    chosen.insert(id);
  }
  plan.event.data[std::string(field.id)] = chosen;
  return {};
}

// Within the limits of the policy (PY-22).
std::string take_workdays(Plan& plan, const ActionField& field, const std::string& value) {
  const std::string digits = core::half_width(value);
  int workdays = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), workdays);
  if (error != std::errc() || end != digits.data() + digits.size()) return "out_of_range";
  const ClockRun* run = extendable_clock(*plan.rules.policy, plan.subject);
  const int most = run == nullptr ? 0 : workdays_left(*plan.rules.policy, *run);
  if (workdays < 1 || workdays > most) return "out_of_range";
  plan.event.data[std::string(field.id)] = workdays;
  return {};
}

// One of the fixed words of the type.
std::string take_word(Plan& plan, const ActionField& field, const std::string& value) {
  const std::span<const std::string_view> words = words_of(field.type);
  const bool known = core::contains(words, value);
  return keep_if(plan, field, value, known);
}

// A policy may ask for a consent before the reporter is told that it cannot be done.
std::string take_outcome(Plan& plan, const ActionField& field, const std::string& value) {
  if (value == core::to_text(core::Denial::cannot) &&
      lacks_consent(plan.rules, plan.subject, core::Denial::cannot))
    return "needs_consent";
  return take_word(plan, field, value);
}

std::string take_channel(Plan& plan, const ActionField& field, const std::string& value) {
  // For merged cases the desk checks this with each case.
  const bool own = plan.rule.effect != Effect::tells_absorbed;
  const std::string code = take_word(plan, field, value);
  const bool otherwise = code.empty() && value != "written";
  const bool binds = plan.rules.policy->written_answers && plan.subject.written;
  return own && binds && otherwise ? "must_be_written" : code;
}

std::string take_target(Plan& plan, const ActionField& field, const std::string& value) {
  const auto targets = escalation_targets(plan.site, *plan.rules.policy);
  return keep_if(plan, field, value, core::contains(targets, value));
}

std::string take_line(Plan& plan, const ActionField& field, const std::string& value) {
  if (core::character_count(value) > kMostInALine) return "too_long_line";
  std::string line = value;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return take_text(plan, field, line);
}

std::string take_case_id(Plan& plan, const ActionField& field, const std::string& value) {
  CaseId id = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), id);
  if (error != std::errc() || end != value.data() + value.size() || id < 1) return "unknown_case";
  if (id == plan.subject.id) return "same_case";
  plan.event.data[std::string(field.id)] = id;
  return {};
}

// A cause of the policy for this kind, or "other".
std::string take_cause(Plan& plan, const ActionField& field, const std::string& value) {
  if (field.required && value == plan.subject.cause_of_round()) return "unchanged_cause";
  const std::vector<const core::Cause*> causes = plan.rules.policy->causes_of(plan.subject.kind);
  const bool known =
      value == core::kOtherCause ||
      std::ranges::any_of(causes, [&](const core::Cause* cause) { return cause->id == value; });
  return keep_if(plan, field, value, known);
}

// A workday after today. A report of progress does not put the next one off for months.
std::string take_day(Plan& plan, const ActionField& field, const std::string& value) {
  constexpr std::chrono::days kLongestToNextReport{60};
  constexpr std::chrono::days kLongest{366};
  const std::optional<core::Day> day = core::day_from_iso(value);
  if (!day) return "day";
  const core::Day today = core::day_of(plan.now);
  const auto longest = plan.rule.effect == Effect::sets_limit ? kLongest : kLongestToNextReport;
  if (*day <= today || *day > today + longest) return "day_out_of_range";
  if (!time_of(plan.rules, plan.subject).calendar.is_workday(*day)) return "no_workday";
  plan.event.data[std::string(field.id)] = core::to_iso(*day);
  return {};
}

Take taker_of(Type type) {
  static constexpr std::array<std::pair<Type, Take>, 21> kTakers = {{
      {Type::text, take_text},
      {Type::tier, take_tier},
      {Type::kind, take_of_policy<&core::Policy::kind>},
      {Type::unit, take_of_site<&core::Site::unit>},
      {Type::units, take_units},
      {Type::exclusion, take_of_policy<&core::Policy::exclusion>},
      {Type::referral, take_referral},
      {Type::workdays, take_workdays},
      {Type::outcome, take_outcome},
      {Type::channel, take_channel},
      {Type::grade, take_of_policy<&core::Policy::grade>},
      {Type::meeting, take_word},
      {Type::agreement, take_word},
      {Type::measure, take_of_site<&core::Site::measure>},
      {Type::target, take_target},
      {Type::line, take_line},
      {Type::case_id, take_case_id},
      {Type::cause, take_cause},
      {Type::check, take_word},
      {Type::day, take_day},
      {Type::contact, take_word},
  }};
  return std::ranges::find_if(kTakers, [type](const auto& taker) { return taker.first == type; })
      ->second;
}

bool is_required(const Plan& plan, const ActionField& field) {
  if (field.type != Type::tier || !plan.rule.asks_for(Type::kind)) return field.required;
  const core::Kind* kind = kind_after(plan);
  return kind != nullptr && !kind->tiers.empty();
}

void take_field(Plan& plan, const ActionField& field) {
  const std::string value = plan.value(field.id);
  if (value.empty()) {
    if (is_required(plan, field)) plan.mistake(field.id, "required");
    return;
  }
  const std::string code = taker_of(field.type)(plan, field, value);
  if (!code.empty()) plan.mistake(field.id, code);
}

// What a unit reports waits for the window where the policy says so.
bool waits_for_window(const Plan& plan) {
  return plan.rule.event == EventType::progress_reported && plan.by_unit &&
         plan.rules.policy->progress.window_first;
}

void keep_for_window(PlannedEvent& event) {
  event.data["waits"] = 1;
  for (PlannedText& text : event.texts) text.for_reporter = false;
}

// Adds the event's data that does not come from fields.
void add_context(Plan& plan) {
  core::Json& data = plan.event.data;
  switch (plan.rule.effect) {
    case Effect::registers:
      plan.event.gives_serial = true;
      break;
    case Effect::asks_time:
      data["clock"] = extendable_clock(*plan.rules.policy, plan.subject)->clock;
      break;
    case Effect::grants_time:
      data["workdays"] = clock_with_request(plan.subject)->asked_workdays;
      [[fallthrough]];
    case Effect::refuses_time:
      data["clock"] = clock_with_request(plan.subject)->clock;
      break;
    case Effect::tells_absorbed:
      data["cases"] = plan.subject.untold();
      break;
    case Effect::asks_consent:
      data["for"] = core::to_text(possible_denial(plan.subject));
      break;
    case Effect::gives_consent:
    case Effect::refuses_consent:
      data["for"] = core::to_text(plan.subject.consent->before);
      break;
    case Effect::gives_number:
      plan.event.gives_number = true;
      break;
    case Effect::sets_limit:
      data["clock"] = plan.subject.limit_to_set()->clock;
      break;
    case Effect::nothing:
    case Effect::merges:
    case Effect::tells_merged:
    case Effect::acknowledges:
      break;
  }
  const core::Tier* tier = plan.rules.policy->tier(plan.subject.tier);
  if (!plan.value("statement").empty() && tier != nullptr) {
    data["documents"] = tier->requires_documents;
  }
  if (waits_for_window(plan)) keep_for_window(plan.event);
}

// A report about a unit's conduct must not reach that unit.
bool reaches_whom_it_is_about(const Plan& plan) {
  const std::string& concerned = plan.subject.concerned_unit;
  if (!plan.rule.asks_for(Type::units) || !plan.subject.restricted || concerned.empty())
    return false;
  const std::vector<std::string> assisting = core::split(plan.value("assisting"), ',');
  return plan.value("unit") == concerned || core::contains(assisting, concerned);
}

// The case after the event, to test the triggers.
Case after(const Case& subject, const PlannedEvent& event) {
  Case later = subject;
  if (event.type == EventType::coordinated && text_in(event.data, "agreement") != "agreed")
    ++later.failed_coordinations;
  if (event.type == EventType::returned) {
    ++later.bounces;
    ++later.bounces_of_case;
  }
  if (event.type == EventType::urged) ++later.urges_in_round;
  if (event.type == EventType::retiered) later.tier = event.data.value("tier", later.tier);
  return later;
}

// For extensions the role depends on a clock that may not exist: then the guard's refusal says more
// than "not_allowed".
std::optional<Grant> grant_for(const Rules& rules, const Case& subject, const ActionRule& rule,
                               const StaffMember& actor, const Object& object) {
  const std::vector<core::Role> roles = roles_of(rules, subject, rule);
  return allowed_as(actor, roles.empty() ? rule.roles : roles, object, rule.part);
}

// Checks state, guard and fields, but not the right to act.
ActionOutcome plan_event(Plan plan) {
  ActionOutcome outcome;
  outcome.refused = refusal_of(plan.rules, plan.subject, plan.rule, plan.now);
  if (!outcome.refused.empty()) return outcome;
  plan.event.type = plan.rule.event;
  for (const ActionField& field : fields_of(plan.rules, plan.subject, plan.rule))
    take_field(plan, field);
  if (reaches_whom_it_is_about(plan)) {
    outcome.refused = "unit_is_concerned";
    return outcome;
  }
  outcome.mistakes = std::move(plan.mistakes);
  if (!outcome.mistakes.empty()) return outcome;
  add_context(plan);
  std::vector<PlannedEvent> escalations =
      due_triggers(*plan.rules.policy, after(plan.subject, plan.event));
  outcome.events.push_back(std::move(plan.event));
  std::move(escalations.begin(), escalations.end(), std::back_inserter(outcome.events));
  return outcome;
}

}  // namespace

ActionOutcome plan_action(const Rules& rules, const core::Site& site, const Case& subject,
                          const Object& object, const StaffMember& actor, std::string_view action,
                          const ActionInput& input, core::Instant now) {
  ActionOutcome outcome;
  const ActionRule* rule = find_action(action);
  if (rule == nullptr) {
    outcome.refused = "unknown_action";
    return outcome;
  }
  const std::optional<Grant> grant = grant_for(rules, subject, *rule, actor, object);
  if (!grant) {
    outcome.refused = "not_allowed";
    return outcome;
  }
  const bool by_unit = grant->role == core::Role::unit;
  outcome = plan_event({rules, site, subject, *rule, input, {}, {}, now, by_unit});
  if (outcome.refused.empty() && decides_own_request(subject, *rule, actor)) {
    outcome = {};
    outcome.refused = "asked_by_yourself";
  }
  if (!outcome.events.empty()) outcome.acting = grant;
  return outcome;
}

ActionOutcome plan_reporter_action(const Rules& rules, const core::Site& site, const Case& subject,
                                   std::string_view action, const ActionInput& input,
                                   core::Instant now) {
  for (const ActionRule& rule : reporter_table()) {
    if (rule.id == action) return plan_event({rules, site, subject, rule, input, {}, {}, now});
  }
  ActionOutcome outcome;
  outcome.refused = "unknown_action";
  return outcome;
}

}  // namespace handler::cases
