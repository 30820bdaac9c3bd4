// Entries of lists in brackets and of maps in braces: put in, moved and taken out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

// The splices that put an entry before the entry `at`, or behind the last. `key` is unused in a
// list. Nothing is ever written behind a '#'.
std::vector<Splice> insert_into_flow(const YamlDocument& document, const YamlSpot& flow,
                                     std::size_t at, const std::string& key,
                                     const YamlValue& value);

// Entry `from` becomes entry `to`. If each entry stands on lines of its own, comments go along.
std::vector<Splice> move_in_flow(const YamlDocument& document, const YamlSpot& flow,
                                 std::size_t from, std::size_t to);

// Entry `at` goes with its comma, and with its comments if it stands on lines of its own.
std::vector<Splice> remove_from_flow(const YamlDocument& document, const YamlSpot& flow,
                                     std::size_t at);

}  // namespace core
