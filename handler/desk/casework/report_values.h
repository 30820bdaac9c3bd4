// What a report says, as staff read it: each value with the label that its form has, or had.
#pragma once

#include <string>

#include "core/forms/form.h"
#include "core/page/page_template.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// One item of `section` for each value, with VALUE_LABEL and VALUE_TEXT: in the order of the form;
// fields that it no longer has come last. Of a phone also PHONE_PIECE[] (PHONE_TEXT, and
// PHONE_DIALLED of a number), SEVERAL_PHONES and PHONE_ABROAD; NO_PHONE_NUMBER for all others.
void add_values(core::TemplateData& data, const std::string& section, const Visit& visit,
                const core::FormValues& values);

// FACT[]: the plain facts of the report in its first event, and those that only the counter enters.
void add_facts(core::TemplateData& data, const Visit& visit, const OpenCase& open);

}  // namespace handler::desk
