// "Is this for us?": the questions of the scope page.
#pragma once

#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
// For scope: QUESTION[] with ANSWER[], from the site's own triage or else derived from its policy.
core::TemplateData triage_data(const core::Site& site, const core::Texts& texts);
std::vector<core::TriageQuestion> derived_triage(const core::Policy& policy,
                                                 const core::Texts& texts);

}  // namespace generator
