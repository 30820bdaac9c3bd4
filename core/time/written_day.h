// Days as people and spreadsheets write them, and what to tell an author whose day is none.
#pragma once

#include <string>
#include <string_view>

#include "core/input/sentence.h"

namespace core {

// "2026/5/1", "2026.5.1", "2026年5月1日" and full-width digits -> "2026-05-01"; other text is
// returned unchanged. The result need not be a day of the calendar. Pure.
std::string plain_date(std::string_view text);

struct WrongDay {
  Sentence message;
  Sentence hint;
};

// For a text that day_from_iso() does not take: a day that the calendar does not have, a day
// written in another way, the number that a spreadsheet makes of a day, or no day at all. Pure.
WrongDay wrong_day(std::string_view text);

}  // namespace core
