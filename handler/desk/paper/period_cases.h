// The cases of a period that somebody may see, and what they add up to.
#pragma once

#include <vector>

#include "core/time/period.h"
#include "handler/cases/figures/tally.h"
#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// More than this in one period are refused: choose a shorter one.
inline constexpr int kMostCasesAtOnce = 2000;

// Those that came in within the period, by the time when they were written down, oldest first; a
// case that is entered later with an earlier date does not change a period that was filed. Cases
// that this person may not see are left out. `refused` if there are too many.
core::Result<std::vector<OpenCase>> cases_of(const Visit& visit, const core::Period& period);

cases::Tally tally_of(const Visit& visit, const std::vector<OpenCase>& cases);

// COUNTS[] with COUNTS_TITLE and COUNT[]; nothing if there are none.
void add_counts(core::TemplateData& data, const std::string& title,
                const std::vector<core::CountOf>& counts);

}  // namespace handler::desk
