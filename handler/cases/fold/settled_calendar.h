// The calendar that counts for a case: a notice of holidays may have come after it was accepted.
#pragma once

#include "core/base/json.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// The calendar for a case: its policy version's, or the one with later holiday notices.
const core::WorkTime& time_of(const Rules& rules, const Case& subject);

// Convert between a holiday notice and the data of a calendar_settled event.
core::CalendarYear notice_of(const core::Json& data);
core::Json settlement_of(const core::CalendarYear& notice);

}  // namespace handler::cases
