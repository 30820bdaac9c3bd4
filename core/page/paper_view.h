// A paper form for printing, blank for the counter or filled with a case's values. Generator and
// desk share one layout, site_templates/print/form.
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

// Values by field, one of kPaperFields. A tier or kind is given by its id; all others are printed
// as they are.
using PaperValues = std::map<std::string, std::string, std::less<>>;

// The values written on a form; empty for a blank form.
struct PaperFilling {
  PaperValues values;
  std::vector<PaperValues> lines;  // of a ledger, one per case; blank lines fill the page
};

// Data of the template print/form, with the tiers, kinds and limits of this policy. If the form is
// coloured and its value of `tier` is a tier with a colour, it gets that colour and its word.
// Thread-safe.
TemplateData paper_form_data(const PaperForm& form, const Policy& policy, const Texts& texts,
                             const PaperFilling& filling = {});

// The reply time for a slip of this tier, as the legend prints it (BG-55).
std::string paper_limit(const Tier& tier, const TimeLimit& limit, const Texts& texts);

}  // namespace core
