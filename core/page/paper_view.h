// A paper form as it is printed: blank for the counter, or with a case's values; one layout,
// site_templates/print/form, for the generator and for the desk.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/forms/paper_form.h"
#include "core/page/page_template.h"
#include "core/policy/policy.h"
#include "core/reading/texts.h"

namespace core {

// By field, one of kPaperFields. A tier or kind is its id; everything else is shown as it is.
using PaperValues = std::map<std::string, std::string, std::less<>>;

// What is written on a form. Nothing: it is printed blank.
struct PaperFilling {
  PaperValues values;
  std::vector<PaperValues> lines;  // of a ledger, one a case; blank lines fill up the page
};

// Data for the template print/form, with tiers, kinds and limits of this policy. A coloured form
// whose value of `tier` is a tier with a colour bears that colour and its word. Thread-safe.
TemplateData paper_form_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                             const PaperFilling& filling = {});

// How long a reply takes on a slip of this tier: what the legend says of it (BG-55).
std::string paper_limit(const Tier& tier, const TimeLimit& limit, const Texts& texts);

}  // namespace core
