// Finds sites that were built once but are no longer in the content. They stay public until a
// person removes them: nothing is deleted silently.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/input/diagnostic.h"

namespace generator {

// Warns (site.still-public) about each such site, with the folders to remove. `all_ids` are all
// sites of the content, built or not.
void find_removed_sites(const std::filesystem::path& out, const std::filesystem::path& published,
                        const std::vector<std::string>& all_ids, core::Diagnostics& diagnostics);

}  // namespace generator
