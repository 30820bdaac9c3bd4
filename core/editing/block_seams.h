// What an entry needs of its neighbours: a text below '|' or '>' at its end can be changed by what
// follows, and a note above it can be taken for the head of the list.
#pragma once

#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

// The block text that ends `entry`, or null.
const YamlPlace* text_at_end(const YamlEntry& entry);

// True if these blank lines behind the entry would become part of its text: all do below '|+', and
// everywhere those that have more blanks than the text is indented.
bool takes_blank_lines(const YamlEntry& entry, std::string_view blank_lines);

// The blank lines directly behind the entry.
std::string_view blank_lines_behind(const YamlDocument& document, const YamlEntry& entry);

// True if the value of the entry ends with a line end that it would lose at the end of a file.
bool needs_line_end(const YamlEntry& entry);

// The splice that keeps the value of the entry if lines follow it: at the end of a file without
// line end a block text has none, whatever its header says. Nothing to do gives an empty list.
std::vector<Splice> settled_tail(const YamlDocument& document, const YamlEntry& entry);

// True if comment lines belong to the entry from above.
bool has_notes_above(const YamlDocument& document, const YamlEntry& entry);

// True if the notes of `order[0]` would be taken for the head of the block if the block had its
// entries in this order, so that a blank line must set them apart. Not at the top of a file.
bool needs_blank_above(const YamlDocument& document, const YamlSpot& block,
                       const std::vector<std::size_t>& order);

}  // namespace core
