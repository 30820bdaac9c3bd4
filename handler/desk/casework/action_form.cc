// Builds the form fields of actions, by type of field.
#include "handler/desk/casework/action_form.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/policy/count_words.h"
#include "core/site/site.h"
#include "handler/cases/actions/possible_actions.h"
#include "handler/desk/casework/action_choices.h"
#include "handler/desk/casework/receipt.h"
#include "handler/view/event_words.h"
#include "handler/view/file_words.h"
#include "handler/view/mistake_words.h"

namespace handler::desk {
namespace {

using Type = cases::ActionField::Type;

// The initial value: the kind chosen and the unit named by the reporter, or the stated cause.
std::string suggested(const OpenCase& open, const cases::ActionField& field) {
  if (field.type == Type::kind) return open.folded.kind;
  if (field.type == Type::tier) return open.folded.tier;
  if (field.type == Type::unit && !open.folded.restricted) return open.folded.concerned_unit;
  if (field.type == Type::cause) return open.folded.cause_of_round();
  if (field.type == Type::channel && open.folded.written && open.policy().written_answers)
    return "written";
  return {};
}

// What the unit reported, for the window to pass on as it is or in better words.
std::string suggested_release(const OpenCase& open, const cases::ActionField& field) {
  const auto& waiting = open.folded.waiting_progress;
  if (!waiting) return {};
  if (field.type == Type::day) return core::iso_or_empty(waiting->next);
  const cases::Event* reported =
      cases::last_event(open.record.events(), cases::EventType::progress_reported);
  if (reported == nullptr || !reported->data.contains(field.id)) return {};
  const auto part =
      open.record.parts.find(reported->data.at(field.id).at("part").get<std::int64_t>());
  const bool is_readable =
      part != open.record.parts.end() && !part->second.sealed && !part->second.destroyed;
  return is_readable ? part->second.body : std::string();
}

std::string initial_value(const FailedAction& failed, const cases::ActionRule& action,
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

std::string_view section_of_type(Type type) {
  if (type == Type::text) return "IS_TEXT";
  if (type == Type::workdays) return "IS_NUMBER";
  if (type == Type::day) return "IS_DAY";
  if (type == Type::line || type == Type::case_id) return "IS_LINE";
  if (type == Type::files) return "IS_FILES";
  return takes_several(type) ? "IS_CHECKBOXES" : "IS_SELECT";
}

bool is_chosen(Type type, const std::string& value, const std::string& choice) {
  if (!takes_several(type)) return value == choice;
  const std::vector<std::string> chosen = core::split(value, ',');
  return core::contains(chosen, choice);
}

// "最多5个工作日。"
std::string days_hint(const Visit& visit, const OpenCase& open) {
  const cases::ClockRun* run = cases::extendable_clock(open.policy(), open.folded);
  if (run == nullptr) return {};
  return visit.texts().format(
      "case.field_hint.workdays",
      {{"most", std::to_string(cases::workdays_left(open.policy(), *run))}});
}

// How many and how large, what is taken out of them, and who reads them or must agree.
std::string files_hint(const Visit& visit, const OpenCase& open, const cases::ActionRule& action,
                       const cases::ActionField& field, const FailedAction& failed) {
  const core::Texts& texts = visit.texts();
  const core::FileRule rule = open.policy().file_rule();
  const bool chosen = failed.action == action.id && !failed.input.files.empty();
  std::string hint = chosen ? texts.get("desk.files.choose_again") : std::string();
  hint += texts.format("desk.files.limits", {{"most", std::to_string(rule.most)},
                                             {"each", std::to_string(rule.each)},
                                             {"of_case", std::to_string(rule.of_case)}});
  if (action.event == cases::EventType::supplemented) hint += texts.get("desk.files.of_reporter");
  if (field.for_reporter) hint += texts.get("desk.files.to_reporter");
  return hint;
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
       {"due", core::due_in_words(*due, open.policy().hours, visit.texts(), visit.year())}});
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

void add_choices(core::TemplateData& input, const std::string& input_id,
                 const view::Choices& choices, Type type, const std::string& value) {
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
  std::string sentences;
  for (const view::UnfitFile& file : failed.unfit) {
    if (field.type == Type::files) sentences += view::unfit_in_words(visit.texts(), file);
  }
  return sentences;
}

std::string hint_of(const Visit& visit, const OpenCase& open, const cases::ActionRule& action,
                    const cases::ActionField& field, const FailedAction& failed) {
  if (field.type == Type::workdays) return days_hint(visit, open);
  if (field.type == Type::files) return files_hint(visit, open, action, field, failed);
  const std::string key = hint_key(action, field);
  return key.empty() ? key : visit.texts().get(key);
}

void add_input(core::TemplateData& action_data, const Visit& visit, const OpenCase& open,
               const cases::ActionRule& action, const cases::ActionField& field,
               const FailedAction& failed) {
  const std::string name(field.id);
  const std::string id = input_id(action.id, name);
  const std::string value = initial_value(failed, action, open, field);
  const bool asked_only_sometimes = field.type == Type::tier && action.asks_for(Type::kind);
  core::TemplateData& input = action_data.add("INPUT");
  input.set("INPUT_NAME", name)
      .set("INPUT_ID", id)
      .set("INPUT_LABEL", view::field_label(visit.texts(), action.event, name))
      .set("INPUT_VALUE", value)
      .show(std::string(section_of_type(field.type)))
      .show_if(field.required, "INPUT_REQUIRED")
      .show_if(!field.required && !asked_only_sometimes, "INPUT_OPTIONAL");
  add_choices(input, id, choices_of(visit, open, action, field.type), field.type, value);
  add_notes(input, id, hint_of(visit, open, action, field, failed),
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
  const std::vector<cases::ActionField> fields =
      cases::fields_of(open.rules.rules(), open.folded, action);
  for (const cases::ActionField& field : fields)
    add_input(entry, visit, open, action, field, failed);
  entry.show_if(fields.empty(), "ACTION_IS_PLAIN")
      .show_if(
          std::ranges::any_of(fields, [](const auto& field) { return field.type == Type::files; }),
          "ACTION_TAKES_FILES");
  if (cases::decides_about_time(action))
    entry.set_optional("ACTION_ABOUT", words_of_request(visit, open));
  if (action.effect == cases::Effect::gives_number) {
    entry.set_optional("NUMBER_TOKEN", make_number_token(visit));
  }
}

void add_done(core::TemplateData& data, const Visit& visit, const std::string& text_key) {
  const cases::ActionRule* rule = cases::find_action(visit.request.query.get("done"));
  if (rule == nullptr) return;
  const std::string action = visit.texts().get("case.action." + std::string(rule->id));
  data.set_optional("DONE", visit.texts().format(text_key, {{"action", action}}));
}

}  // namespace handler::desk
