// The starter folder of a new site: every file with every choice explained, complete enough to be
// built at once.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace generator {

// Copies TEMPLATES/new_site to CONTENT/sites/ID, with the id in place; value: the files it wrote.
// Fails with `invalid` if the id cannot be one, `conflict` if the folder is there already.
core::Result<std::vector<std::filesystem::path>> new_site(const std::filesystem::path& content,
                                                          const std::filesystem::path& templates,
                                                          const std::string& id);

}  // namespace generator
