// The shipped calendar (content/calendar), and times written as text, for all tests that depend on
// dates.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/time/calendar.h"
#include "core/time/calendar_reader.h"
#include "core/time/time_limit.h"
#include "core/time/work_time.h"

namespace test {

// Parses "2026-04-03"; throws if a test mistypes it.
inline core::Day day(const std::string& text) {
  const auto day = core::day_from_iso(text);
  if (!day) throw std::invalid_argument("no date: " + text);
  return *day;
}

// Parses "2026-04-03 10:00", "2026-04-03 10:00:30" or "2026-04-03 10:00:30.250", on China's wall
// clock.
inline core::Instant moment(const std::string& text) {
  const std::string seconds = text.size() == 16 ? ":00" : "";
  const auto instant =
      core::from_iso(text.substr(0, 10) + "T" + text.substr(11) + seconds + "+08:00");
  if (!instant) throw std::invalid_argument("no time: " + text);
  return *instant;
}

inline core::CalendarYear notice(int year) {
  const std::string name = "content/calendar/" + std::to_string(year) + ".yaml";
  std::ifstream file(std::string(BANCHENG_SOURCE_DIR) + "/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  core::Diagnostics diagnostics;
  const auto root = core::read_yaml(name, text, diagnostics);
  auto result = root ? core::read_calendar_year(*root, diagnostics) : core::CalendarYear{};
  if (!diagnostics.empty()) throw std::runtime_error(diagnostics.text());
  return result;
}

inline core::Calendar shipped_calendar(std::vector<core::LocalDay> closures = {}) {
  return core::Calendar({notice(2023), notice(2024), notice(2025), notice(2026)},
                        std::move(closures));
}

// The shipped calendar with the assumed office hours.
inline core::WorkTime shipped_work_time(std::vector<core::LocalDay> closures = {}) {
  return {shipped_calendar(std::move(closures)), core::assumed_office_hours()};
}

// Parses "3 workdays"; throws if a test mistypes it.
inline core::TimeLimit limit(const std::string& text) {
  const auto limit = core::time_limit_from_text(text);
  if (!limit) throw std::invalid_argument("no limit: " + text);
  return *limit;
}

}  // namespace test
