// Periods of ledgers and filings: how the user chooses one, and the cases in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/time/period.h"
#include "handler/cases/figures/tally.h"
#include "handler/desk/casework/case_page.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// `from` and `to` if both are given, else `period`, else the last complete month. nullopt if the
// given values are invalid.
std::optional<core::Period> chosen_period(const Visit& visit);

// "2026年9月", "2026年第3季度", "2026年", "2026年1月5日至2026年2月3日".
std::string period_words(const core::Texts& texts, const core::Period& period);

// PERIOD[] with PERIOD_ID and PERIOD_NAME: this month and the eleven before, quarters, years.
void add_period_choice(core::TemplateData& data, const Visit& visit);

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
