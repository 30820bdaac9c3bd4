// The command that writes statistics.json out of the events, for content/sites/ID.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

struct StatisticsOptions {
  std::string site;
  std::string period;  // "2026-10", "2026-Q3", "2026", "2026-01-01..2026-09-30"
  std::filesystem::path out;
};

// Counts the reports that came in within the period as they stand now. Small numbers are left out
// (core::kFewestShown); what was left out is said. `invalid` for a wrong period, `refused` if there
// are too few cases to publish anything.
core::Status write_statistics(const RuntimeOptions& runtime, const StatisticsOptions& options,
                              std::ostream& out);

}  // namespace handler
