// Entries of lists of dashes and of maps of lines: put in, moved and taken out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

// The splices that put an entry before the entry `at` of a block, or behind the last. `key` is
// unused in a list.
std::vector<Splice> insert_into_block(const YamlDocument& document, const YamlSpot& block,
                                      std::size_t at, const std::string& key,
                                      const YamlValue& value);

// The same for a list or map without entries: "key:", "key: []", or an empty file.
std::vector<Splice> insert_into_empty(const YamlDocument& document, const YamlSpot& empty,
                                      const std::string& key, const YamlValue& value, bool list);

// Entry `from` becomes entry `to`. The blank lines and comments between entries stay where they
// are.
std::vector<Splice> move_in_block(const YamlDocument& document, const YamlSpot& block,
                                  std::size_t from, std::size_t to);

// Entry `at` goes, with its comments and with the blank lines that set it apart. The last entry
// leaves "[]" or "{}".
std::vector<Splice> remove_from_block(const YamlDocument& document, const YamlSpot& block,
                                      std::size_t at);

}  // namespace core
