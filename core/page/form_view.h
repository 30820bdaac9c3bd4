// The report form as template data: the generator renders it empty, the handler with values and
// mistakes.
#pragma once

#include "core/forms/form.h"
#include "core/forms/form_check.h"
#include "core/page/page_template.h"
#include "core/reading/texts.h"

namespace core {

// True if the form asks nothing, because a site with one window leaves nothing to choose: the field
// is answered in a hidden field.
bool is_settled(const FormField& field);

// Data of the partial portal/report_fields: FIELD[] with label, hint, type section, value, options,
// the answers with which scripts show it, and mistake; and the mistake summary MISTAKE[] with links
// to the fields.
TemplateData report_form_data(const ReportForm& form, const Texts& texts, const FormValues& values,
                              const std::vector<FormMistake>& mistakes);

// The sentence for one mistake: the text "form.mistake.<code>" with the field's label.
std::string mistake_text(const ReportForm& form, const Texts& texts, const FormMistake& mistake);

}  // namespace core
