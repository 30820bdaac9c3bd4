// The forecast of a case, for the receipt and the ticket page, and the words for limits that clocks
// share with it.
#pragma once

#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"

namespace handler::view {

// From when the forecast is counted, so that it does not move with each look, and when it is read.
struct ForecastSpan {
  core::Instant from;
  core::Instant now;
};

// FORECAST[] for the clocks of the case that do not run yet; a date that is over says so. Before
// them FORECAST_PLAIN, one sentence of at most three dates for people: "快的当场；一般9月29日前；最
// 复杂的10月15日前先告诉您进展". Without limits by tier there is no such sentence.
void add_forecast(core::TemplateData& data, const LiveSite& site, const OwnedRules& rules,
                  const cases::Case& folded, const ForecastSpan& span);

// The forecast for a kind (and tier) before acceptance, for the receipt.
core::TemplateData forecast_view(const LiveSite& site, const OwnedRules& rules,
                                 const std::string& kind, const std::string& tier,
                                 core::Instant now);

// "10月13日17:00前", or "" if there is no due date.
std::string due_words(const core::DueDate& due, const core::OfficeHours& hours,
                      const core::Texts& texts, int year);
// True if a progress report stops this clock while the case stays open (PZ-26).
bool ends_with_progress(const core::PolicyClock* clock, const core::Tier* tier);
// A limit in words; `clock` is nullptr for a limit that only this case has.
std::string limit_words(const core::TimeLimit& limit, const core::Policy& policy,
                        const core::PolicyClock* clock, const core::Tier* tier,
                        const core::Texts& texts);

}  // namespace handler::view
