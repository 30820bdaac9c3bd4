// The cases of a period that a user may see, and their totals.
#pragma once

#include <vector>

#include "core/time/period.h"
#include "handler/cases/figures/tally.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// A period with more cases is refused: the user must choose a shorter one.
inline constexpr int kMostCasesAtOnce = 2000;

// The cases recorded within the period, oldest first. A case entered later with an earlier date
// does not change a period that was already filed. Cases that this user may not see are left out.
// `refused` if there are too many.
core::Result<std::vector<OpenCase>> cases_of(const Visit& visit, const core::Period& period);

cases::Tally tally_of(const Visit& visit, const std::vector<OpenCase>& cases);

// COUNTS[] with COUNTS_TITLE and COUNT[]; nothing if `counts` is empty.
void add_counts(core::TemplateData& data, const std::string& title,
                const std::vector<core::CountOf>& counts);

}  // namespace handler::desk
