// The comments of a YAML file, which no reader of YAML keeps.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/editing/yaml_document.h"

namespace core {

// The words of the comments that begin between two bytes of the text, without '#', in file order.
std::vector<std::string> notes_between(const YamlDocument& document, std::size_t begin,
                                       std::size_t end);

}  // namespace core
