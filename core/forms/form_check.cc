// Checks submitted values, one check per type of field: tolerant about spelling, strict about what
// is stored.
#include "core/forms/form_check.h"

#include <algorithm>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/plain_spelling.h"
#include "core/base/text.h"
#include "core/reading/typed_phones.h"

namespace core {
namespace {

// The result of a check: the value to keep, and the code of the mistake, if there is one.
struct Outcome {
  std::string value;
  std::string mistake;
};

std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '\t', ' ');
  return text;
}

Outcome check_length(const FormField& field, std::string value) {
  const bool fits = character_count(value) <= static_cast<std::size_t>(field.most);
  return {std::move(value), fits ? "" : "too_long"};
}

// What is no phone number is kept as typed where none need be given.
Outcome check_phone(const FormField& field, const std::string& value, bool required) {
  Outcome outcome = check_length(field, value);
  if (!outcome.mistake.empty()) return outcome;
  const TypedPhones phones = read_phones(value);
  if (!phones.mistake.empty()) return {value, required ? phones.mistake : ""};
  return check_length(field, phones.text());
}

// A resident identity number in one piece with a capital X; any other document's as it was typed.
std::string identity_number(const std::string& typed) {
  constexpr std::string_view kBetween = " -.\"";
  constexpr std::size_t kDigits = 17;  // before the check digit, which may be X
  std::string plain = plain_spelling(typed);
  std::erase_if(plain, [&](char c) { return kBetween.find(c) != std::string_view::npos; });
  if (plain.size() != kDigits + 1) return typed;
  if (plain.back() == 'x') plain.back() = 'X';
  const bool ends_well = is_digit(plain.back()) || plain.back() == 'X';
  return ends_well && std::all_of(plain.begin(), plain.end() - 1, is_digit) ? plain : typed;
}

// A value that is not an option cannot come from our page; it is dropped.
Outcome check_choice(const FormField& field, const std::string& value, bool required) {
  if (contains(field.options, value, &FormOption::value)) return {value, ""};
  return {"", required ? "choice" : ""};
}

Outcome check_value(const FormField& field, const std::string& value, bool required) {
  switch (field.type) {
    case FieldType::line:
    case FieldType::number:
      return check_length(field, field.id == "id_number" ? identity_number(on_one_line(value))
                                                         : on_one_line(value));
    case FieldType::text:
      return check_length(field, value);
    case FieldType::phone:
      return check_phone(field, on_one_line(value), required);
    case FieldType::choice:
      return check_choice(field, value, required);
    case FieldType::checkbox:
      return {value == "yes" ? value : "", ""};
  }
  return {};
}

// If a required choice has only one option, an empty value stands for it.
std::string typed_or_only(const FormField& field, const FormValues& typed) {
  std::string value = trimmed(cleaned(value_of(typed, field.id)));
  const bool only = field.type == FieldType::choice && field.required && field.options.size() == 1;
  return value.empty() && only ? field.options.front().value : value;
}

}  // namespace

CheckedForm check_form(const ReportForm& form, const FormValues& typed) {
  CheckedForm checked;
  for (const FormField& field : form.fields) {
    const std::string value = typed_or_only(field, typed);
    if (!is_asked(field, checked.values)) {
      if (!value.empty()) checked.unasked[field.id] = value;
      continue;
    }
    const bool required = is_required(field, checked.values);
    Outcome outcome = value.empty() ? Outcome{} : check_value(field, value, required);
    if (outcome.value.empty() && outcome.mistake.empty() && required) {
      outcome.mistake = "required";
    }
    if (!outcome.value.empty()) checked.values[field.id] = outcome.value;
    if (!outcome.mistake.empty()) checked.mistakes.push_back({field.id, outcome.mistake});
  }
  return checked;
}

}  // namespace core
