// The period of a ledger or report, as users choose it and pages name it.
#pragma once

#include <optional>
#include <string>

#include "core/page/page_template.h"
#include "core/time/period.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// `from` and `to` if both are given, else `period`, else the last complete month. nullopt if the
// given values are invalid.
std::optional<core::Period> chosen_period(const Visit& visit);

// "2026年9月", "2026年第3季度", "2026年", "2026年1月5日至2026年2月3日".
std::string period_words(const core::Texts& texts, const core::Period& period);

// PERIOD[] with PERIOD_ID and PERIOD_NAME: this month and the eleven before, quarters, years.
void add_period_choice(core::TemplateData& data, const Visit& visit);

}  // namespace handler::desk
