// Sums in workdays and office time: what the counting of limits is built from.
#pragma once

#include <chrono>

#include "core/time/office_hours.h"

namespace core {

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
