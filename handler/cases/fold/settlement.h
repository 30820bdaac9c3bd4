// What a change of the published calendar means for a case in hand: no date moves without an event
// that says which days moved, and by which document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/time/calendar.h"
#include "handler/cases/fold/case.h"

namespace handler::cases {

// True if the clock counts days that are still ahead: it runs, or it stopped before its deadline
// and would count on from there if an answer is sent back, a tier asks for more, or a wrong end is
// undone.
bool counts_days_ahead(const Case& subject, const ClockRun& run, core::Instant now);

// The data of the calendar_settled event that the case needs at `now`, because the published
// calendar says otherwise than the case counts, on days still ahead that a clock counts. nullopt if
// there is no such day. Once the event is folded there is none left.
std::optional<core::Json> settlement_for(const Rules& rules, const Case& subject,
                                         const core::Calendar& published, core::Instant now);

// The calendar after an event with these data.
core::Calendar settled_calendar(const core::Calendar& before, const core::Json& data);
// True for events of older programs, which held one whole notice.
bool settles_one_year(const core::Json& data);

// The published document, as the event names it.
struct Announcement {
  std::string name;
  std::optional<core::Day> issued;  // nullopt for a closure of the site
};
std::vector<Announcement> announcements_of(const core::Json& data);

}  // namespace handler::cases
