// Names of the files that all pages share: each carries a hash of its bytes, so that a browser may
// keep it for ever and still never mix an old style with a new page.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Of the templates' folder static/: "site.css" -> "site.3f9a1c22b0d4.css".
using AssetNames = std::map<std::string, std::string>;

// The name under which `bytes` are published: twelve hex digits before the ending.
std::string hashed_name(const std::string& name, std::string_view bytes);

// The names of all files below TEMPLATES/static; none if there is no such folder.
Result<AssetNames> read_asset_names(const std::filesystem::path& templates);

}  // namespace core
