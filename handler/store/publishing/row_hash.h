// The hash that a draft, a publication and each of its steps carry over their own columns: no chain
// of events tells what must stand there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "handler/store/sqlite/database.h"

namespace handler::store {

// Hex, over the values in this order; a number, a text and nothing never give the same hash. Pure.
std::string row_hash(const std::vector<Value>& columns);

// True if the last column is the hash of the others.
bool has_own_hash(const Row& row);

// A text, or NULL.
Value value_of(const std::optional<std::string>& text);
std::optional<std::string> optional_text(const Row& row, std::size_t column);

}  // namespace handler::store
