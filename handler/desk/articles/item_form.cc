// Draws the table of questions with the inputs that all forms of publishing share.
#include "handler/desk/articles/item_form.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/typed_numbers.h"
#include "core/reading/values.h"
#include "handler/desk/page.h"
#include "handler/publishing/articles/entry_list.h"
#include "handler/publishing/directory/window_values.h"
#include "handler/publishing/typed_days.h"

namespace handler::desk {
namespace {

using Form = Question::Form;
using Look = FormField::Look;

Look look_of(Form form) {
  switch (form) {
    case Form::prose:
    case Form::lines:
      return Look::text;
    case Form::day:
      return Look::day;
    case Form::choice:
      return Look::select;
    case Form::tick:
      return Look::checkboxes;
    case Form::line:
    case Form::phone:
      break;
  }
  return Look::line;
}

std::string as_line(std::string_view typed) {
  std::string line = core::cleaned(typed);
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, '\t', ' ');
  return core::trimmed(line);
}

// Brings a typed value into shape; a shaped one stays as it is.
std::string shaped(Form form, std::string_view typed) {
  std::string line = as_line(typed);
  switch (form) {
    case Form::lines:
      return core::trimmed(core::cleaned(typed));
    case Form::tick:
      return typed == "yes" ? "yes" : "";
    case Form::phone: {
      const publishing::TypedValue phone = publishing::typed_phone(line);
      return phone.mistake.empty() ? phone.value : line;
    }
    case Form::day: {
      const std::optional<core::Day> day = publishing::typed_day(line);
      return day ? core::to_iso(*day) : line;
    }
    default:
      return line;
  }
}

std::string question_label(const Visit& visit, const Question& question) {
  return visit.texts().get(question.label != nullptr
                               ? std::string(question.label)
                               : "changes.field." + std::string(question.key));
}

bool is_offered(const Choices& choices, const Question& question, const std::string& value) {
  const auto found = choices.find(question.key);
  return found != choices.end() &&
         core::contains(found->second, value, [](const auto& one) { return one.first; });
}

// The key of the sentence below desk.publishing.item; "" if there is nothing to say.
std::string wrong_with(const Question& question, const std::string& value, const Choices& choices) {
  const bool chosen = question.form != Form::choice || is_offered(choices, question, value);
  if (value.empty()) return question.required ? (chosen ? "required" : "choose") : "";
  if (!chosen) return "choose";
  if (question.form == Form::day && !core::day_from_iso(value)) return "day";
  if (question.form == Form::phone && !publishing::typed_phone(value).mistake.empty())
    return "phone";
  if (core::character_count(value) > question.longest) return "long";
  if (!question.limits && core::find_typed_workdays(value)) return "workdays";
  return "";
}

}  // namespace

OpenedEditing open_item_editing(const Visit& visit) {
  OpenedEditing opened = open_editing(visit);
  if (opened.editing && !opened.editing->scope.whole_site) return {std::nullopt, web::forbidden()};
  return opened;
}

Typed typed_in(const Visit& visit, Questions questions) {
  Typed typed;
  for (const Question& question : questions)
    typed[question.key] = shaped(question.form, visit.form.get(question.key));
  return typed;
}

std::vector<FormMistake> mistakes_in(const Visit& visit, Questions questions, const Typed& typed,
                                     const Choices& choices) {
  std::vector<FormMistake> mistakes;
  for (const Question& question : questions) {
    const std::string wrong = wrong_with(question, typed.at(question.key), choices);
    if (wrong.empty()) continue;
    mistakes.push_back(
        {question.key, visit.texts().format("desk.publishing.item." + wrong,
                                            {{"field", question_label(visit, question)},
                                             {"most", std::to_string(question.longest)}})});
  }
  return mistakes;
}

Typed as_kept(Questions questions, Typed typed, const Typed& now) {
  for (const Question& question : questions) {
    const std::string& before = now.at(question.key);
    std::string& value = typed.at(question.key);
    if (value == shaped(question.form, before)) value = before;
  }
  return typed;
}

std::optional<core::Day> day_in(const Typed& typed, std::string_view key) {
  return core::day_from_iso(typed.find(key)->second);
}

std::vector<std::string> lines_in(const Typed& typed, std::string_view key) {
  std::vector<std::string> lines;
  for (const std::string& line : core::split(typed.find(key)->second, '\n')) {
    std::string words = core::trimmed(line);
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

std::vector<FormMistake> mistakes_of_id(const Visit& visit, const Typed& typed,
                                        const std::set<std::string>& taken) {
  const std::string& id = typed.at("id");
  if (id.empty()) return {};
  if (!core::is_id(id)) return {mistake_at(visit, "id", "desk.publishing.item.id")};
  if (taken.contains(id)) return {mistake_at(visit, "id", "desk.publishing.item.id_taken")};
  return {};
}

std::string chosen_id(const Typed& typed, const std::string& begin,
                      const std::set<std::string>& taken) {
  const std::string& id = typed.at("id");
  return id.empty() ? publishing::free_id(begin, taken) : id;
}

void add_questions(core::TemplateData& data, const Visit& visit, const std::string& subject,
                   Questions questions, const Typed& typed,
                   const std::vector<FormMistake>& mistakes, const Choices& choices) {
  const core::Texts& texts = visit.texts();
  for (const Question& question : questions) {
    const std::string hint = "desk.publishing." + subject + ".hint." + question.key;
    const auto value = typed.find(question.key);
    FormField field{.name = question.key,
                    .label = question_label(visit, question),
                    .value = value == typed.end() ? std::string() : value->second,
                    .hint = texts.has(hint) ? texts.get(hint) : std::string(),
                    .look = look_of(question.form),
                    .required = question.required};
    if (const auto found = choices.find(question.key); found != choices.end())
      field.choices = found->second;
    if (question.form == Form::tick)
      field.choices = {{"yes", texts.get("desk.publishing.item.tick")}};
    add_field(data, field, mistakes);
  }
}

void add_values_now(core::TemplateData& data, const Visit& visit, Questions questions,
                    const Typed& typed, const Typed& now) {
  for (const Question& question : questions) {
    const std::string& value = now.at(question.key);
    if (typed.at(question.key) == shaped(question.form, value)) continue;
    data.show("HAS_NOW");
    data.add("NOW")
        .set("NOW_LABEL", question_label(visit, question))
        .set_optional("NOW_VALUE", value)
        .show_if(value.empty(), "NOW_EMPTY");
  }
}

web::Response item_page(const Editing& editing, int status, const ItemPage& page,
                        core::TemplateData data, const std::vector<FormMistake>& mistakes) {
  const Visit& visit = editing.visit;
  const std::string texts = "desk.publishing." + page.subject;
  const bool is_new = page.id.empty();
  const std::string heading = is_new ? visit.texts().get(texts + ".add") : page.heading;
  data.set("ITEM_SUBJECT", page.subject)
      .set("ITEM_LIST", visit.texts().get(texts + ".title"))
      .set("ITEM_HEADING", heading)
      .set("ITEM_MARK", page.mark)
      .set("ITEM_ACTION",
           is_new ? page.subject + "-new" : page.subject + "/" + page.id + "/change");
  if (!is_new) {
    data.set_optional("ITEM_REMOVE", visit.texts().get(texts + ".remove"))
        .set("ITEM_ID", page.id)
        .set_optional("REMOVE_NOTE", page.remove_note)
        .show_if(page.may_be_removed, "MAY_REMOVE");
  }
  add_problems(data, mistakes);
  add_kept_notice(data, editing);
  return desk_page(visit, status, "desk/publishing_item", heading, data);
}

FormMistake mistake_at(const Visit& visit, const std::string& field, const std::string& text_key) {
  return {field, visit.texts().get(text_key)};
}

}  // namespace handler::desk
