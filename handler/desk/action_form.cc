// One place that knows how each type of action field is asked.
#include "handler/desk/action_form.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"

namespace handler::desk {
namespace {

using Type = cases::ActionField::Type;
using Choices = std::vector<std::pair<std::string, std::string>>;  // value, label

Choices tier_choices(const OpenCase& open) {
  Choices choices;
  const core::Policy& policy = open.rules.version->policy;
  const core::Kind* kind = policy.kind(open.folded.kind);
  if (kind == nullptr) return choices;
  for (const std::string& id : kind->tiers) {
    const core::Tier* tier = policy.tier(id);
    if (tier != nullptr) choices.emplace_back(id, tier->name);
  }
  return choices;
}

template <class Things>
Choices named(const Things& things) {
  Choices choices;
  for (const auto& thing : things) choices.emplace_back(thing.id, thing.name);
  return choices;
}

Choices exclusion_choices(const core::Policy& policy) {
  Choices choices;
  for (const core::Exclusion& exclusion : policy.exclusions)
    choices.emplace_back(exclusion.id, exclusion.text);
  return choices;
}

Choices worded(const Visit& visit, const std::string& prefix,
               std::initializer_list<const char*> values) {
  Choices choices;
  for (const char* value : values) choices.emplace_back(value, visit.texts().get(prefix + value));
  return choices;
}

Choices choices_of(const Visit& visit, const OpenCase& open, Type type) {
  const core::Policy& policy = open.rules.version->policy;
  switch (type) {
    case Type::tier:
      return tier_choices(open);
    case Type::kind:
      return named(policy.kinds);
    case Type::unit:
      return named(visit.model().units);
    case Type::exclusion:
      return exclusion_choices(policy);
    case Type::referral:
      return named(policy.referrals);
    case Type::outcome:
      return worded(visit, "case.outcome.", {"resolved", "explained", "cannot"});
    case Type::channel:
      return worded(visit, "case.channel.", {"written", "phone", "in_person"});
    case Type::text:
    case Type::workdays:
      return {};
  }
  return {};
}

// What the field holds before anybody typed: the kind the reporter chose, the unit they named.
std::string suggested(const OpenCase& open, const cases::ActionField& field) {
  if (field.type == Type::kind) return open.folded.kind;
  if (field.type == Type::tier) return open.folded.tier;
  if (field.type == Type::unit && !open.folded.restricted) return open.folded.concerned_unit;
  return {};
}

std::string value_of(const FailedAction& failed, const cases::ActionRule& action,
                     const OpenCase& open, const cases::ActionField& field) {
  if (failed.action != action.id) return suggested(open, field);
  const auto typed = failed.input.find(field.id);
  return typed == failed.input.end() ? std::string() : typed->second;
}

std::string_view section_of(Type type) {
  if (type == Type::text) return "IS_TEXT";
  if (type == Type::workdays) return "IS_NUMBER";
  return type == Type::referral ? "IS_CHECKBOXES" : "IS_SELECT";
}

bool is_chosen(Type type, const std::string& value, const std::string& choice) {
  if (type != Type::referral) return value == choice;
  const std::vector<std::string> chosen = core::split(value, ',');
  return std::find(chosen.begin(), chosen.end(), choice) != chosen.end();
}

void add_input(core::TemplateData& action_data, const Visit& visit, const OpenCase& open,
               const cases::ActionRule& action, const cases::ActionField& field,
               const FailedAction& failed) {
  const std::string id(field.id);
  const std::string value = value_of(failed, action, open, field);
  core::TemplateData& input = action_data.add("INPUT");
  input.set("INPUT_NAME", id)
      .set("INPUT_ID", std::string(action.id) + "-" + id)
      .set("INPUT_LABEL", visit.texts().get("case.field." + id))
      .set("INPUT_VALUE", value)
      .show(std::string(section_of(field.type)))
      .show_if(!field.required, "INPUT_OPTIONAL")
      .show_if(field.for_reporter, "INPUT_FOR_REPORTER");
  for (const auto& [choice, label] : choices_of(visit, open, field.type)) {
    input.add("CHOICE")
        .set("CHOICE_VALUE", choice)
        .set("CHOICE_LABEL", label)
        .show_if(is_chosen(field.type, value, choice), "CHOICE_CHOSEN");
  }
  for (const cases::ActionMistake& mistake : failed.mistakes) {
    if (failed.action == action.id && mistake.field == field.id) {
      input.set_optional("INPUT_MISTAKE", visit.texts().get("desk.mistake." + mistake.code));
    }
  }
}

}  // namespace

void add_action(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const cases::ActionRule& action, const FailedAction& failed) {
  core::TemplateData& entry = data.add("ACTION");
  entry.set("ACTION_ID", std::string(action.id))
      .set("ACTION_LABEL", visit.texts().get("case.action." + std::string(action.id)))
      .show_if(failed.action == action.id, "ACTION_OPEN");
  for (const cases::ActionField& field : action.fields)
    add_input(entry, visit, open, action, field, failed);
}

}  // namespace handler::desk
