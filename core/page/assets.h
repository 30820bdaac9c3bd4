// Names of the assets that all pages share. Each name contains a hash of the bytes, so browsers may
// cache an asset for ever and never combine an old style sheet with a new page.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// From the name below the templates' static/ to the published name: "site.css" ->
// "site.3f9a1c22b0d4.css".
using AssetNames = std::map<std::string, std::string>;

// The published name for `bytes`: twelve hex digits of their hash before the extension.
std::string hashed_name(const std::string& name, std::string_view bytes);

// The names of all files below TEMPLATES/static; empty if there is no such folder.
Result<AssetNames> read_asset_names(const std::filesystem::path& templates);

}  // namespace core
