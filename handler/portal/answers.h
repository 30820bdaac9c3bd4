// The answers of a report in words: on the check page whole, on the receipt as a copy that others
// may see.
#pragma once

#include "core/forms/form.h"
#include "core/page/page_template.h"
#include "handler/casework/live_sites.h"

namespace handler::portal {

// For the check page: ANSWER[] (ANSWER_FIELD, ANSWER_LABEL, ANSWER_VALUE, and CAN_CHANGE if the
// form asks it) for every answer, and HIDDEN[] with the values as the next form sends them. Pure.
void add_answers(core::TemplateData& data, const view::LiveSite& site,
                 const core::FormValues& values);

// For the receipt: FACT[] (what was reported, where) and COPY[] (the other answers), the person
// masked. Pure.
void add_copy(core::TemplateData& data, const view::LiveSite& site, const core::FormValues& values);

// For the check page: if the reporter has not applied yet and the policy does not take that on,
// EXCLUDED with EXCLUSION_TEXT, EXCLUSION_EXPLAIN and what add_referrals() adds. The report may be
// sent all the same. Pure.
void add_advice(core::TemplateData& data, const core::Policy& policy,
                const core::FormValues& values);

}  // namespace handler::portal
