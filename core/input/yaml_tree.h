// The tree of a YAML file as bytes, so that a program that runs for one request need not parse what
// was read and checked when it was published.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/input/yaml_reader.h"

namespace core {

// For the same version of this program alone; places in the file are left out.
std::string tree_as_bytes(const YamlNode& root);

// Nothing if these bytes are no tree.
std::optional<YamlNode> tree_from_bytes(std::string_view bytes);

}  // namespace core
