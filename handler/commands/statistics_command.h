// The command that computes statistics.json from the events, for content/sites/ID.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "handler/runtime.h"

namespace handler {

struct StatisticsOptions {
  std::string site;
  std::string period;  // "2026-10", "2026-Q3", "2026", "2026-01-01..2026-09-30"
  std::filesystem::path out;
};

// Counts the reports received in the period, in their present state. Small numbers are left out
// (core::kFewestShown) and reported as such. Throws core::Refused: `invalid` for a wrong period,
// `refused` if there are too few cases to publish anything.
void write_statistics(const RuntimeOptions& runtime, const StatisticsOptions& options,
                      std::ostream& out);

}  // namespace handler
