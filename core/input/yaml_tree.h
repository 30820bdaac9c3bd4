// A parsed YAML file as bytes, so that a program that runs for one request need not parse files
// that were checked when they were published.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/input/yaml_reader.h"

namespace core {

// Readable only by the same version of this program. Spans are left out.
std::string tree_as_bytes(const YamlNode& root);

// Nothing if the bytes are not a tree.
std::optional<YamlNode> tree_from_bytes(std::string_view bytes);

}  // namespace core
