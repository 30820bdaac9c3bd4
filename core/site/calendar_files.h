// The folder of State Council notices, one file per year.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/pack.h"
#include "core/time/calendar.h"

namespace core {

struct CalendarFiles {
  std::vector<CalendarYear> years;
  std::map<std::string, std::string> texts;  // by file name: "2026.yaml"
  std::map<std::string, std::string> trees;  // the same, as tree_as_bytes() writes them
};

// Reads every YEAR.yaml of a folder. A folder that cannot be read, or a file whose year differs
// from its name, is an error; other files are a warning.
CalendarFiles read_calendar_files(const std::filesystem::path& folder, Diagnostics& diagnostics);

// Reads the notices from a published site's pack; a piece that cannot be read is an error.
CalendarFiles read_packed_calendars(const Pack& pack, Diagnostics& diagnostics);

// Warns if the notice for the year of `today` is missing, or, from 1 November, that for the next
// year; and of a notice for this or a later year that does not name every festival.
void check_calendar_years(const Calendar& calendar, Day today, Diagnostics& diagnostics);

}  // namespace core
