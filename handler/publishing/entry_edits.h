// Sets several keys of one entry of a YAML file at once: what a form of the desk changes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/editing/splices.h"
#include "core/editing/yaml_value.h"

namespace handler::publishing {

// A key with its new value; nothing: the key goes.
using EntryValues = std::vector<std::pair<std::string, std::optional<core::YamlValue>>>;

// The text of the file with these keys of the map at `entry`. A key that is missing goes where
// `order` puts it (insert_yaml_key). Fails as core/editing does. Pure.
core::Result<std::string> set_entry(core::SourceFile file, const core::YamlPath& entry,
                                    const EntryValues& values,
                                    const std::vector<std::string>& order);

// Nothing for an empty text, so that its key goes.
std::optional<core::YamlValue> text_or_nothing(const std::string& text);

// A short print of what an entry says, for a hidden field: a form of an outdated page is known by it.
std::string print_of(const std::vector<std::string>& parts);

}  // namespace handler::publishing
