// The calendar that counts for a case: a notice of holidays may have come after it was accepted.
#pragma once

#include "core/base/json.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// The calendar that counts for a case: its own version's, or with the notices that came since.
const core::WorkTime& time_of(const Rules& rules, const Case& subject);

// The notice that a calendar_settled event carries, and the other way round.
core::CalendarYear notice_of(const core::Json& data);
core::Json settlement_of(const core::CalendarYear& notice);

}  // namespace handler::cases
