// Checks the submitted values of an action, one function a type of field.
#include "handler/cases/actions/take_field.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/cases/actions/take_files.h"

namespace handler::cases {
namespace {

using Input = ActionField::Type;

constexpr std::size_t kMostCharacters = 4000;
constexpr std::size_t kMostInALine = 60;

// Stores a valid value in the event; returns "" or the code of the mistake.
using Take = std::string (*)(Plan&, const ActionField&, const std::string&);

std::string keep_if(Plan& plan, const ActionField& field, const std::string& value, bool known) {
  if (!known) return "unknown";
  plan.event.data[std::string(field.id)] = value;
  return {};
}

std::string take_text(Plan& plan, const ActionField& field, const std::string& value) {
  if (core::character_count(value) > kMostCharacters) return "too_long";
  plan.event.texts.push_back({.field = std::string(field.id),
                              .text = value,
                              .for_reporter = field.for_reporter,
                              .of_reporter = field.of_reporter});
  return {};
}

// The kind of the case after this action.
const core::Kind* kind_after(const Plan& plan) {
  const bool chosen = plan.rule.asks_for(Input::kind);
  return plan.rules.policy->kind(chosen ? plan.value("kind") : plan.subject.kind);
}

std::string take_tier(Plan& plan, const ActionField& field, const std::string& value) {
  const core::Kind* kind = kind_after(plan);
  if (kind == nullptr) return {};  // the mistake is reported for the kind
  const auto& tiers = kind->tiers;
  if (plan.rule.asks_for(Input::kind) && tiers.empty()) return {};
  const bool same = value == plan.subject.tier && !plan.rule.asks_for(Input::kind);
  if (same) return "unchanged";
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

// A text of the case, which becomes the event's `of` and `field`. Corrections are by those who
// wrote it.
std::string take_sent_text(Plan& plan, const ActionField&, const std::string& value) {
  const bool corrects = plan.rule.effect == Effect::corrects;
  plan.text = text_named(corrects && plan.actor != nullptr ? own_texts(plan.subject, *plan.actor)
                                                           : changeable_texts(plan.subject),
                         value);
  if (plan.text == nullptr) return "unknown";
  plan.event.data["of"] = plan.text->seq;
  plan.event.data["field"] = plan.text->field;
  return {};
}

// A file of the case, which becomes the event's `of` and `field`.
std::string take_sent_file(Plan& plan, const ActionField&, const std::string& value) {
  plan.file = file_named(choosable_files(plan.subject, plan.rule, plan.actor), value);
  if (plan.file == nullptr) return "unknown";
  plan.event.data["of"] = plan.file->seq;
  plan.event.data["field"] = plan.file->field;
  return {};
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

Take taker_of(Input type) {
  static constexpr std::array<std::pair<Input, Take>, 23> kTakers = {{
      {Input::text, take_text},
      {Input::tier, take_tier},
      {Input::kind, take_of_policy<&core::Policy::kind>},
      {Input::unit, take_of_site<&core::Site::unit>},
      {Input::units, take_units},
      {Input::exclusion, take_of_policy<&core::Policy::exclusion>},
      {Input::referral, take_referral},
      {Input::workdays, take_workdays},
      {Input::outcome, take_outcome},
      {Input::channel, take_channel},
      {Input::grade, take_of_policy<&core::Policy::grade>},
      {Input::meeting, take_word},
      {Input::agreement, take_word},
      {Input::measure, take_of_site<&core::Site::measure>},
      {Input::target, take_target},
      {Input::line, take_line},
      {Input::case_id, take_case_id},
      {Input::cause, take_cause},
      {Input::sent_text, take_sent_text},
      {Input::check, take_word},
      {Input::day, take_day},
      {Input::contact, take_word},
      {Input::sent_file, take_sent_file},
  }};
  return std::ranges::find_if(kTakers, [type](const auto& taker) { return taker.first == type; })
      ->second;
}

bool is_required(const Plan& plan, const ActionField& field) {
  if (field.type != Input::tier || !plan.rule.asks_for(Input::kind)) return field.required;
  const core::Kind* kind = kind_after(plan);
  return kind != nullptr && !kind->tiers.empty();
}

}  // namespace

void take_field(Plan& plan, const ActionField& field) {
  if (field.type == Input::files) return take_files(plan, field);
  const std::string value = plan.value(field.id);
  if (value.empty()) {
    // What is wrong with files that stand for a text is said of the files.
    if (field.or_files && !plan.input.files.empty()) return;
    if (is_required(plan, field)) {
      plan.mistake(field.id, "required");
    } else if (field.or_files) {
      plan.mistake(field.id, "supplement_empty");
    }
    return;
  }
  const std::string code = taker_of(field.type)(plan, field, value);
  if (!code.empty()) plan.mistake(field.id, code);
}

}  // namespace handler::cases
