// The report form as a page sees it: one partial, rendered empty by the generator and with values
// and mistakes by the handler.
#pragma once

#include "core/forms/form.h"
#include "core/forms/form_check.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"

namespace core {

// Data for the partial portal/report_fields: FIELD[] with label, hint, type section, value,
// options, mistake; and the mistake summary MISTAKE[] with links to the fields. `extra_hidden`:
// further hidden inputs (HIDDEN[]).
TemplateData report_form_data(const ReportForm& form, const Texts& texts, const FormValues& values,
                              const std::vector<FormMistake>& mistakes);

// The sentence for one mistake: "form.mistake.<code>" with the field's label.
std::string mistake_text(const ReportForm& form, const Texts& texts, const FormMistake& mistake);

}  // namespace core
