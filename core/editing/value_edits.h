// One value of a YAML file replaced by another, where the structure of lists and maps changes.
#pragma once

#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

// The splices that write `value` where the value of `spot` stands, or where it would stand if it is
// empty. Comments on the line of the key and behind the value stay; those within a list or map that
// is replaced go with it.
std::vector<Splice> replace_value(const YamlDocument& document, const YamlSpot& spot,
                                  const YamlValue& value);

}  // namespace core
