// When a hall is open on a workday. The next opening, closing time and half days are counted by it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time/calendar.h"

namespace core {

// One stretch of opening hours: open from the minute `from`, closed from the minute `to`.
struct Opening {
  MinuteOfDay from{};
  MinuteOfDay to{};
};

struct OfficeHours {
  std::vector<Opening> openings;  // sorted, without overlap, at least one
  bool published = false;  // false: an assumption for counting, never printed as the hall's hours

  MinuteOfDay closing() const { return openings.back().to; }
  MinuteOfDay minutes_a_day() const;
};

// 09:00-12:00 and 13:30-17:00: used for counting where a town publishes no hours.
OfficeHours assumed_office_hours();

// Parses "09:00-12:00, 13:30-17:00"; nothing if the text does not have that form.
std::optional<OfficeHours> office_hours_from_text(const std::string& text);
std::string to_text(const OfficeHours& hours);

}  // namespace core
