// The starter folder of a new site: all files, with every choice explained, complete enough for a
// build.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace generator {

// Copies TEMPLATES/new_site to CONTENT/sites/ID, inserting the id; returns the files it wrote.
// Fails with `invalid` if the id is not allowed, with `conflict` if the folder already exists.
core::Result<std::vector<std::filesystem::path>> new_site(const std::filesystem::path& content,
                                                          const std::filesystem::path& templates,
                                                          const std::string& id);

}  // namespace generator
