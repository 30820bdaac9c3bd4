// What is wrong with what somebody typed into a report form.
#pragma once

#include <string>
#include <vector>

#include "core/forms/form.h"

namespace core {

// One thing wrong with one field; `code` picks the sentence in the texts: "required", "too_long",
// "phone", "choice", "number".
struct FormMistake {
  std::string field;
  std::string code;
};

struct CheckedForm {
  FormValues values;  // cleaned: trimmed, control characters dropped, phones normalised
  std::vector<FormMistake> mistakes;  // in the order of the fields
};

// Checks one submission in full: used for the first POST, and again for the confirmation (nothing
// is trusted twice).
CheckedForm check_form(const ReportForm& form, const FormValues& typed);

}  // namespace core
