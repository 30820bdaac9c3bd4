// Office hours, and the time in which an office works: on the workdays of its calendar, within its
// hours.
#pragma once

#include <chrono>
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

// Calendar and office hours: all that counting needs to know about a place.
struct WorkTime {
  Calendar calendar;
  OfficeHours hours;
};

// The first instant at or after `instant` within the office hours of a workday. The lunch break and
// the closing minute are outside.
Instant next_opening(const WorkTime& time, Instant instant);
// Closing time of a day (whether or not it works).
Instant closing_of(const WorkTime& time, Day day);

// The n-th workday after `day` (n >= 0; 0 gives `day` itself), and the n-th before it.
Day workday_after(const WorkTime& time, Day day, int n);
Day workday_before(const WorkTime& time, Day day, int n);
// Workdays after `first`, up to and including `last`; 0 if last <= first.
int workdays_between(const WorkTime& time, Day first, Day last);

// Office time between two instants, in milliseconds.
std::chrono::milliseconds office_time_between(const WorkTime& time, Instant from, Instant to);
// The instant at which `amount` of office time after `from` has passed.
Instant after_office_time(const WorkTime& time, Instant from, std::chrono::milliseconds amount);
// The instant from which `amount` of office time remains until `to`; always within office hours.
Instant before_office_time(const WorkTime& time, Instant to, std::chrono::milliseconds amount);
// The office time of that many hundredths of a workday.
std::chrono::milliseconds office_time_of(const WorkTime& time, int hundredths);

}  // namespace core
