// The questions of a form that changes published content, drawn by desk/inputs, and what is wrong
// in it, drawn by desk/publishing_problems.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/page/page_template.h"
#include "handler/desk/visit.h"

namespace handler::desk {

struct FormField {
  enum class Look { line, text, day, select, checkboxes };

  std::string name;  // of the input
  std::string label;
  std::string value;  // of checkboxes: the chosen words with ", " between
  std::string hint = {};
  Look look = Look::line;
  std::vector<std::pair<std::string, std::string>> choices = {};  // value and label
  bool required = false;
};

// A sentence about one field, or about the whole form ("").
struct FormMistake {
  std::string field;
  std::string sentence;
};

// The id of an input: "field-phone" of "phone", "field-phone-main" of "phone.main".
std::string field_id(std::string name);

// Adds INPUT[] with the mistake of its field.
void add_field(core::TemplateData& data, const FormField& field,
               const std::vector<FormMistake>& mistakes);

// Adds PROBLEM[] with links to the fields; nothing if there are none.
void add_problems(core::TemplateData& data, const std::vector<FormMistake>& mistakes);
// Sentences about the whole form.
std::vector<FormMistake> as_mistakes(const std::vector<std::string>& sentences);

// The sentence of a mistake: a key below desk.publishing.directory.mistake.
std::string mistake_text(const Visit& visit, const std::string& mistake);

}  // namespace handler::desk
