// Fills the templates of inputs and of the list of mistakes.
#include "handler/desk/directory/form_fields.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/directory/window_words.h"

namespace handler::desk {
namespace {

const char* section_of_look(FormField::Look look) {
  switch (look) {
    case FormField::Look::line:
      return "IS_LINE";
    case FormField::Look::text:
      return "IS_TEXT";
    case FormField::Look::day:
      return "IS_DAY";
    case FormField::Look::select:
      return "IS_SELECT";
    case FormField::Look::checkboxes:
      return "IS_CHECKBOXES";
  }
  return "IS_LINE";
}

void add_field_choices(core::TemplateData& input, const FormField& field, const std::string& id) {
  const std::vector<std::string> chosen = field.look == FormField::Look::checkboxes
                                              ? core::parts_of(field.value)
                                              : std::vector{field.value};
  for (const auto& [value, label] : field.choices) {
    input.add("CHOICE")
        .set("CHOICE_VALUE", value)
        .set("CHOICE_ID", core::joined({id, value}, "-"))
        .set("CHOICE_LABEL", label)
        .show_if(core::contains(chosen, value), "CHOICE_CHOSEN");
  }
}

}  // namespace

std::string field_id(std::string name) {
  std::ranges::replace(name, '.', '-');
  return "field-" + name;
}

void add_field(core::TemplateData& data, const FormField& field,
               const std::vector<FormMistake>& mistakes) {
  const std::string id = field_id(field.name);
  const auto wrong = std::ranges::find(mistakes, field.name, &FormMistake::field);
  std::vector<std::string> described_by;
  if (!field.hint.empty()) described_by.push_back("hint-" + id);
  if (wrong != mistakes.end()) described_by.push_back("mistake-" + id);
  core::TemplateData& input = data.add("INPUT");
  input.set("INPUT_NAME", field.name)
      .set("INPUT_ID", id)
      .set("INPUT_LABEL", field.label)
      .set("INPUT_VALUE", field.value)
      .set_optional("INPUT_HINT", field.hint)
      .set_optional("INPUT_MISTAKE", wrong == mistakes.end() ? "" : wrong->sentence)
      .set_optional("INPUT_DESCRIBED_BY", core::joined(described_by, " "))
      .show(section_of_look(field.look))
      .show_if(field.required, "INPUT_REQUIRED");
  add_field_choices(input, field, id);
}

void add_problems(core::TemplateData& data, const std::vector<FormMistake>& mistakes) {
  for (const FormMistake& one : mistakes) {
    data.show("HAS_PROBLEMS");
    data.add("PROBLEM")
        .set("PROBLEM_TEXT", one.sentence)
        .set_optional("PROBLEM_INPUT", one.field.empty() ? "" : field_id(one.field));
  }
}

std::vector<FormMistake> as_mistakes(const std::vector<std::string>& sentences) {
  std::vector<FormMistake> mistakes;
  for (const std::string& sentence : sentences) mistakes.push_back({"", sentence});
  return mistakes;
}

std::string mistake_text(const Visit& visit, const std::string& mistake) {
  return visit.texts().get("desk.publishing.directory.mistake." + mistake);
}

}  // namespace handler::desk
