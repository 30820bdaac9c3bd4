// Texts below '|' or '>' at the end of an entry: what follows such a text can change it.
#pragma once

#include "core/editing/yaml_document.h"

namespace core {

// The block text that ends `part`, or null.
const YamlPlace* text_at_end(const YamlPart& part);

// True if blank lines behind the part would become part of its text ('|+').
bool takes_blank_lines(const YamlPart& part);

// True if the value of the part ends with a line end that it would lose at the end of a file.
bool needs_line_end(const YamlPart& part);

// The splice that keeps the value of the part if lines follow it: at the end of a file without line
// end a block text has none, whatever its header says. Nothing to do gives an empty list.
std::vector<Splice> settled_tail(const YamlDocument& document, const YamlPart& part);

}  // namespace core
