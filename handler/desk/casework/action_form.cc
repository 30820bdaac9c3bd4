// Builds the form fields of actions, by type of field.
#include "handler/desk/casework/action_form.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "core/site/site.h"
#include "handler/cases/actions/mending.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/cases/actions/sent_files.h"
#include "handler/desk/casework/receipt.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"
#include "handler/view/mistake_words.h"

namespace handler::desk {
namespace {

using Type = cases::ActionField::Type;
using Choices = std::vector<std::pair<std::string, std::string>>;  // value, label

const core::Policy& policy_of(const OpenCase& open) {
  return open.rules.version->policy;
}

bool has_tier(const core::Kind& kind, const std::string& tier) {
  return core::contains(kind.tiers, tier);
}

// Acceptance may change the kind, so it offers the tiers of every kind; later only those of the
// case's kind.
Choices tier_choices(const OpenCase& open, bool accepts) {
  Choices choices;
  const std::vector<core::Kind>& kinds = policy_of(open).kinds;
  for (const core::Tier& tier : policy_of(open).tiers) {
    const bool offered = std::ranges::any_of(kinds, [&](const core::Kind& kind) {
      return has_tier(kind, tier.id) && (accepts || kind.id == open.folded.kind);
    });
    if (offered && (accepts || tier.id != open.folded.tier))
      choices.emplace_back(tier.id, tier.name);
  }
  return choices;
}

// The units for which a person can sign in; nullopt if that cannot be read.
std::optional<std::set<std::string>> units_with_people(const Visit& visit) {
  const core::Result<std::vector<store::User>> users =
      visit.services.store.users_of_site(visit.site.id());
  if (!users) return std::nullopt;
  std::set<std::string> units;
  for (const store::User& user : *users) {
    if (user.disabled) continue;
    for (const cases::Grant& grant : user.grants) {
      if (grant.site == visit.site.id()) units.insert(grant.unit);
    }
  }
  return units;
}

// A report about a unit's conduct must not reach that unit. Without a person who can sign in, the
// unit would not learn of the case.
Choices unit_choices(const Visit& visit, const OpenCase& open) {
  const std::optional<std::set<std::string>> manned = units_with_people(visit);
  Choices choices;
  for (const core::Unit& unit : visit.model().units) {
    if (open.folded.restricted && unit.id == open.folded.concerned_unit) continue;
    const bool empty = manned && !manned->contains(unit.id);
    choices.emplace_back(
        unit.id, empty ? unit.name + visit.texts().get("desk.unit_without_people") : unit.name);
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

Choices cause_choices(const Visit& visit, const OpenCase& open) {
  Choices choices;
  for (const core::Cause* cause : policy_of(open).causes_of(open.folded.kind))
    choices.emplace_back(cause->id, cause->name);
  if (!choices.empty())
    choices.emplace_back(core::kOtherCause, visit.texts().get("case.cause.other"));
  return choices;
}

Choices worded(const Visit& visit, const std::string& prefix, Type type) {
  Choices choices;
  for (const std::string_view word : cases::words_of(type))
    choices.emplace_back(word, visit.texts().get(prefix + std::string(word)));
  return choices;
}

Choices target_choices(const Visit& visit, const core::Policy& policy) {
  Choices choices;
  for (const std::string& target : cases::escalation_targets(visit.model(), policy))
    choices.emplace_back(target, core::target_name(visit.model(), policy, target));
  return choices;
}

// "10月12日 答复窗口（答复内容）": what happened, and which of its texts.
Choices text_choices(const Visit& visit, const OpenCase& open, const cases::ActionRule& action) {
  const auto texts = action.effect == cases::Effect::corrects
                         ? cases::own_texts(open.folded, visit.staff)
                         : cases::changeable_texts(open.folded);
  Choices choices;
  for (const cases::SentText* text : texts) {
    for (const cases::Event& event : open.record.events()) {
      if (event.seq != text->seq) continue;
      const std::string what = view::event_in_words(event, visit.model(), policy_of(open),
                                                    visit.texts(), view::Reader::staff);
      choices.emplace_back(
          cases::name_of(*text),
          visit.texts().format(
              "desk.text_choice",
              {{"when", core::chinese_moment(event.noted_at(), visit.year())},
               {"what", what},
               {"field", view::field_label(visit.texts(), event.type, text->field)}}));
    }
  }
  return choices;
}

Choices file_choices(const Visit& visit, const OpenCase& open, const cases::ActionRule& action) {
  Choices choices;
  for (const cases::CaseFile* file : cases::choosable_files(open.folded, action, &visit.staff)) {
    choices.emplace_back(
        cases::name_of(*file),
        view::file_choice(visit.texts(), *file, open.record.events(), visit.year()));
  }
  return choices;
}

Choices choices_of(const Visit& visit, const OpenCase& open, const cases::ActionRule& action,
                   Type type) {
  const core::Policy& policy = policy_of(open);
  switch (type) {
    case Type::tier:
      return tier_choices(open, action.asks_for(Type::kind));
    case Type::kind:
      return named(policy.kinds);
    case Type::unit:
    case Type::units:
      return unit_choices(visit, open);
    case Type::exclusion:
      return exclusion_choices(policy);
    case Type::referral:
      return named(policy.referrals);
    case Type::outcome:
      return worded(visit, "case.outcome.", type);
    case Type::channel:
      return worded(visit, "case.channel.", type);
    case Type::grade:
      return named(policy.grades);
    case Type::meeting:
      return worded(visit, "case.meeting.", type);
    case Type::agreement:
      return worded(visit, "case.agreement.", type);
    case Type::measure:
      return named(visit.model().measures);
    case Type::target:
      return target_choices(visit, policy);
    case Type::cause:
      return cause_choices(visit, open);
    case Type::sent_text:
      return text_choices(visit, open, action);
    case Type::sent_file:
      return file_choices(visit, open, action);
    case Type::check:
      return worded(visit, "case.check.", type);
    case Type::contact:
      return worded(visit, "case.contact.", type);
    case Type::text:
    case Type::workdays:
    case Type::line:
    case Type::case_id:
    case Type::day:
    case Type::files:
      return {};
  }
  return {};
}

// The initial value: the kind chosen and the unit named by the reporter, or the stated cause.
std::string suggested(const OpenCase& open, const cases::ActionField& field) {
  if (field.type == Type::kind) return open.folded.kind;
  if (field.type == Type::tier) return open.folded.tier;
  if (field.type == Type::unit && !open.folded.restricted) return open.folded.concerned_unit;
  if (field.type == Type::cause) return open.folded.cause_of_round();
  if (field.type == Type::channel && open.folded.written && policy_of(open).written_answers)
    return "written";
  return {};
}

// What the unit reported, for the window to pass on as it is or in better words.
std::string suggested_release(const OpenCase& open, const cases::ActionField& field) {
  const auto& waiting = open.folded.waiting_progress;
  if (!waiting) return {};
  if (field.type == Type::day) return waiting->next ? core::to_iso(*waiting->next) : std::string();
  const cases::Event* reported =
      cases::last_event(open.record.events(), cases::EventType::progress_reported);
  if (reported == nullptr || !reported->data.contains(field.id)) return {};
  const auto part =
      open.record.parts.find(reported->data.at(field.id).at("part").get<std::int64_t>());
  const bool is_readable =
      part != open.record.parts.end() && !part->second.sealed && !part->second.destroyed;
  return is_readable ? part->second.body : std::string();
}

std::string value_of(const FailedAction& failed, const cases::ActionRule& action,
                     const OpenCase& open, const cases::ActionField& field) {
  const bool releases = action.event == cases::EventType::progress_released;
  if (failed.action != action.id)
    return releases ? suggested_release(open, field) : suggested(open, field);
  const auto typed = failed.input.find(field.id);
  return typed == failed.input.end() ? std::string() : typed->second;
}

bool takes_several(Type type) {
  return type == Type::referral || type == Type::units;
}

std::string_view section_of(Type type) {
  if (type == Type::text) return "IS_TEXT";
  if (type == Type::workdays) return "IS_NUMBER";
  if (type == Type::day) return "IS_DAY";
  if (type == Type::line || type == Type::case_id) return "IS_LINE";
  return takes_several(type) ? "IS_CHECKBOXES" : "IS_SELECT";
}

bool is_chosen(Type type, const std::string& value, const std::string& choice) {
  if (!takes_several(type)) return value == choice;
  const std::vector<std::string> chosen = core::split(value, ',');
  return core::contains(chosen, choice);
}

// "最多5个工作日。"
std::string days_hint(const Visit& visit, const OpenCase& open) {
  const cases::ClockRun* run = cases::extendable_clock(policy_of(open), open.folded);
  if (run == nullptr) return {};
  return visit.texts().format(
      "case.field_hint.workdays",
      {{"most", std::to_string(cases::workdays_left(policy_of(open), *run))}});
}

// The days that were asked for and the new date, beside the button that grants them.
std::string words_of_request(const Visit& visit, const OpenCase& open) {
  const cases::ClockRun* run = cases::clock_with_request(open.folded);
  if (run == nullptr) return {};
  const std::string days = std::to_string(run->asked_workdays);
  const auto due = cases::due_if_granted(open.rules.rules(), open.folded, *run);
  if (!due) return visit.texts().format("desk.extension.asked", {{"days", days}});
  return visit.texts().format(
      "desk.extension.asked_until",
      {{"days", days},
       {"due", core::due_in_words(*due, policy_of(open).hours, visit.texts(), visit.year())}});
}

// The text key of the hint under the label, or "".
std::string hint_key(const cases::ActionRule& action, const cases::ActionField& field) {
  if (action.effect == cases::Effect::reclassifies) {
    if (field.id == "matter") return "case.field_hint.new_matter";
    if (field.id == "concerned") return "case.field_hint.reclassified_unit";
  }
  if (field.id == "correction") return "case.field_hint.correction";
  if (action.effect == cases::Effect::withholds && field.type == Type::sent_text)
    return "case.field_hint.withheld_text";
  if (field.id == "matter") return "case.field_hint.matter";
  if (field.type == Type::line || field.type == Type::case_id)
    return "case.field_hint." + std::string(field.id);
  if (field.type == Type::units) return "case.field_hint.assisting";
  if (field.type == Type::cause) return "case.field_hint.cause";
  if (field.id == "concerned") return "case.field_hint.concerned";
  if (field.type == Type::day) return "case.field_hint." + std::string(field.id);
  if (field.id == "remark") return "case.field_hint.remark";
  if (field.id == "contribution") return "case.field_hint.contribution";
  if (field.type == Type::tier && action.asks_for(Type::kind)) return "desk.hint.tier";
  if (field.type != Type::text) return {};
  return field.for_reporter ? "case.field_hint.to_reporter" : "case.field_hint.to_staff";
}

void add_choices(core::TemplateData& input, const std::string& input_id, const Choices& choices,
                 Type type, const std::string& value) {
  for (const auto& [choice, label] : choices) {
    input.add("CHOICE")
        .set("CHOICE_VALUE", choice)
        .set("CHOICE_ID", core::joined({input_id, choice}, "-"))
        .set("CHOICE_LABEL", label)
        .show_if(is_chosen(type, value, choice), "CHOICE_CHOSEN");
  }
}

// The hint and the mistake beside a field, and the ids that link the field to them.
void add_notes(core::TemplateData& input, const std::string& input_id, const std::string& hint,
               const std::string& mistake) {
  std::vector<std::string> described_by;
  if (!hint.empty()) described_by.push_back("hint-" + input_id);
  if (!mistake.empty()) described_by.push_back("mistake-" + input_id);
  input.set_optional("INPUT_HINT", hint)
      .set_optional("INPUT_MISTAKE", mistake)
      .set_optional("INPUT_DESCRIBED_BY", core::joined(described_by, " "));
}

std::string mistake_sentence(const Visit& visit, const FailedAction& failed,
                             const cases::ActionRule& action, const cases::ActionField& field) {
  if (failed.action != action.id) return {};
  for (const cases::ActionMistake& mistake : failed.mistakes) {
    if (mistake.field == field.id) return view::mistake_sentence(visit.texts(), mistake);
  }
  return {};
}

void add_input(core::TemplateData& action_data, const Visit& visit, const OpenCase& open,
               const cases::ActionRule& action, const cases::ActionField& field,
               const FailedAction& failed) {
  const std::string name(field.id);
  const std::string id = input_id(action.id, name);
  const std::string value = value_of(failed, action, open, field);
  const bool asked_only_sometimes = field.type == Type::tier && action.asks_for(Type::kind);
  const std::string hint = hint_key(action, field);
  core::TemplateData& input = action_data.add("INPUT");
  input.set("INPUT_NAME", name)
      .set("INPUT_ID", id)
      .set("INPUT_LABEL", view::field_label(visit.texts(), action.event, name))
      .set("INPUT_VALUE", value)
      .show(std::string(section_of(field.type)))
      .show_if(field.required, "INPUT_REQUIRED")
      .show_if(!field.required && !asked_only_sometimes, "INPUT_OPTIONAL");
  add_choices(input, id, choices_of(visit, open, action, field.type), field.type, value);
  add_notes(input, id,
            field.type == Type::workdays ? days_hint(visit, open)
            : hint.empty()               ? hint
                                         : visit.texts().get(hint),
            mistake_sentence(visit, failed, action, field));
}

bool is_choice(Type type) {
  return type != Type::text && type != Type::workdays && type != Type::line &&
         type != Type::case_id && type != Type::day && type != Type::files;
}

}  // namespace

std::string input_id(std::string_view action, const std::string& field) {
  return std::string(action) + "-" + field;
}

bool can_be_asked(const Visit& visit, const OpenCase& open, const cases::ActionRule& action) {
  const auto fields = cases::fields_of(open.rules.rules(), open.folded, action);
  return std::ranges::none_of(fields, [&](const cases::ActionField& field) {
    return field.required && is_choice(field.type) &&
           choices_of(visit, open, action, field.type).empty();
  });
}

void add_action(core::TemplateData& data, const Visit& visit, const OpenCase& open,
                const cases::ActionRule& action, const FailedAction& failed) {
  core::TemplateData& entry = data.add(action.is_note ? "NOTE_ACTION" : "ACTION");
  entry.set("ACTION_ID", std::string(action.id))
      .set("ACTION_LABEL", visit.texts().get("case.action." + std::string(action.id)))
      .show_if(failed.action == action.id, "ACTION_OPEN");
  std::vector<cases::ActionField> fields =
      cases::fields_of(open.rules.rules(), open.folded, action);
  std::erase_if(fields, [](const auto& field) { return field.type == Type::files; });
  for (const cases::ActionField& field : fields)
    add_input(entry, visit, open, action, field, failed);
  entry.show_if(fields.empty(), "ACTION_IS_PLAIN");
  if (cases::decides_about_time(action))
    entry.set_optional("ACTION_ABOUT", words_of_request(visit, open));
  if (action.effect == cases::Effect::gives_number) {
    entry.set_optional("NUMBER_TOKEN", make_number_token(visit));
  }
}

}  // namespace handler::desk
