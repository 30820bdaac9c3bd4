// The figures of a report to a superior, kept as they were filed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/publications/statistics.h"

namespace handler::cases {

struct Figures {
  int received = 0;
  std::vector<core::Kpi> rates;
  std::vector<core::CountOf> tiers;
  std::vector<core::CountOf> units;  // under the names of the day of filing
  std::vector<core::CountOf> causes;
  // How often something was undone, corrected or reclassified; nullopt: filed before that was
  // counted.
  std::optional<std::vector<core::CountOf>> mended = {};
};

// Canonical JSON: sorted keys, integers only.
std::string as_json(const Figures& figures);
// nullopt for "" and for what as_json() did not write.
std::optional<Figures> figures_in(const std::string& json);

}  // namespace handler::cases
