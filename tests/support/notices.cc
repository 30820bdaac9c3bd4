// Reads the shipped calendar from its files.
#include "tests/support/notices.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "core/time/calendar_reader.h"

namespace test {

core::Day day(const std::string& text) {
  const auto day = core::day_from_iso(text);
  if (!day) throw std::invalid_argument("no date: " + text);
  return *day;
}

core::Instant moment(const std::string& text) {
  const std::string seconds = text.size() == 16 ? ":00" : "";
  const auto instant =
      core::from_iso(text.substr(0, 10) + "T" + text.substr(11) + seconds + "+08:00");
  if (!instant) throw std::invalid_argument("no time: " + text);
  return *instant;
}

core::CalendarYear notice(int year) {
  const std::string name = "content/calendar/" + std::to_string(year) + ".yaml";
  std::ifstream file(std::string(BANCHENG_SOURCE_DIR) + "/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  core::Diagnostics diagnostics;
  const auto root = core::read_yaml(name, text, diagnostics);
  auto result = root ? core::read_calendar_year(*root, diagnostics) : core::CalendarYear{};
  if (!diagnostics.empty()) throw std::runtime_error(diagnostics.text());
  return result;
}

core::Calendar shipped_calendar(std::vector<core::LocalDay> closures) {
  return core::Calendar({notice(2023), notice(2024), notice(2025), notice(2026)},
                        std::move(closures));
}

core::WorkTime shipped_work_time(std::vector<core::LocalDay> closures) {
  return {shipped_calendar(std::move(closures)), core::assumed_office_hours()};
}

core::TimeLimit limit(const std::string& text) {
  const auto limit = core::time_limit_from_text(text);
  if (!limit) throw std::invalid_argument("no limit: " + text);
  return *limit;
}

}  // namespace test
