// Checks the values typed into a report form.
#pragma once

#include <string>
#include <vector>

#include "core/forms/form.h"

namespace core {

// One mistake in one field. `code` selects the sentence in the texts: "required", "too_long",
// "choice", and of a phone those of TypedPhones. What need not be answered can only be too long.
struct FormMistake {
  std::string field;
  std::string code;
};

struct CheckedForm {
  FormValues values;  // cleaned: trimmed, control characters dropped, phones normalised
  std::vector<FormMistake> mistakes;  // in the order of the fields
  FormValues unasked;  // typed where the other answers ask nothing: to be shown, not to be stored
};

// Checks one submission in full, at the first POST and again at the confirmation, because neither
// is trusted.
CheckedForm check_form(const ReportForm& form, const FormValues& typed);

}  // namespace core
