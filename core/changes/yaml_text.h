// A YAML file among the texts of a folder.
#pragma once

#include <optional>
#include <string>

#include "core/changes/site_changes.h"
#include "core/input/yaml_reader.h"

namespace core {

// A null node if there is no such file; nothing if the strict reader refuses it.
std::optional<YamlNode> yaml_in(const FolderTexts& texts, const std::string& file);

}  // namespace core
