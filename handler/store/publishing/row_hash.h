// The hash that a draft, a publication and each of its steps carry over their own columns: no chain
// of events tells what must stand there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "handler/store/database/database.h"

namespace handler::store {

// Hex, over the values in this order; a number, a text and nothing never give the same hash. Pure.
std::string row_hash(const std::vector<Value>& columns);

// True if the last column is the hash of the others.
bool has_own_hash(const Row& row);

// How a file of a site is kept, whose path is below the site's folder: bytes below "files/", where
// pictures and PDF are, else a text; NULL if there is no file. Texts and bytes have columns of
// their own, so that each has a type that says what it holds.
Value value_of(const std::string& path, const std::optional<std::string>& content);
// What belongs into each of the two columns of such a value; the other one is NULL.
Value only_text(const Value& value);
Value only_bytes(const Value& value);
// The value again, from the column of texts and the column of bytes behind it.
const Value& content_in(const Row& row, std::size_t column);
std::optional<std::string> optional_content(const Row& row, std::size_t column);

}  // namespace handler::store
