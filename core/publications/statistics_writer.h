// statistics.json as the handler writes it and the generator reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/publications/statistics.h"

namespace core {

// What read_statistics() reads back, in UTF-8 with line ends for people.
std::string statistics_as_json(const Statistics& statistics);

// Smaller numbers are not published where they would point at people.
inline constexpr int kFewestShown = 5;

// Small numbers out of a table: those below kFewestShown are added up under `others`; if the sum is
// still below, the next larger join them, so that nothing can be found by subtracting. A table that
// would be smaller than that altogether is empty. Largest first, `others` last.
std::vector<CountOf> without_small_numbers(std::vector<CountOf> counts, std::string_view others);

}  // namespace core
