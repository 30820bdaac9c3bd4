// statistics.json as the handler writes it and the generator reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/publications/statistics.h"

namespace core {

// The JSON that read_statistics() reads, in UTF-8, with line breaks.
std::string statistics_as_json(const Statistics& statistics);

// Smaller numbers are not published where they could identify people.
inline constexpr int kFewestShown = 5;

// Removes small numbers from a table: counts below kFewestShown are added up under `others`. If
// their sum is still smaller, the next larger counts are added too, so that no small number can be
// found by subtraction. If the total of a table is smaller, the result is empty. Sorted by size,
// `others` last.
std::vector<CountOf> without_small_numbers(std::vector<CountOf> counts, std::string_view others);

}  // namespace core
