// The shipped calendar (content/calendar), and times written as text, for all tests that depend on
// dates.
#pragma once

#include <string>
#include <vector>

#include "core/time/calendar.h"
#include "core/time/time_limit.h"
#include "core/time/work_time.h"

namespace test {

// Parses "2026-04-03"; throws if a test mistypes it.
core::Day day(const std::string& text);

// Parses "2026-04-03 10:00", "2026-04-03 10:00:30" or "2026-04-03 10:00:30.250", on China's wall
// clock.
core::Instant moment(const std::string& text);

core::CalendarYear notice(int year);

core::Calendar shipped_calendar(std::vector<core::LocalDay> closures = {});

// The shipped calendar with the assumed office hours.
core::WorkTime shipped_work_time(std::vector<core::LocalDay> closures = {});

// Parses "3 workdays"; throws if a test mistypes it.
core::TimeLimit limit(const std::string& text);

}  // namespace test
