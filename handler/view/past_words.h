// Shows corrections: older texts beside the corrected one, and an earlier, stricter limit.
#pragma once

#include <cstdint>
#include <string>

#include "core/page/page_template.h"
#include "handler/cases/fold/case.h"
#include "handler/store/cases/case_record.h"

namespace handler::view {

// For a quote: QUOTE_WITHHELD with WITHHELD_ON and WITHHELD_WHY, and OLD[] with CORRECTED_ON,
// CORRECTED_WHY and OLD_TEXT, newest first.
void add_story(core::TemplateData& quote, const store::CaseRecord& record, std::int64_t part,
               int year);

// For a clock whose limit became softer: CLOCK_EARLIER (`due` in words) with EARLIER_MISSED,
// EARLIER_KEPT or EARLIER_OPEN.
void add_earlier(core::TemplateData& clock, const cases::ClockRun& run, core::Instant now,
                 const std::string& due);

}  // namespace handler::view
