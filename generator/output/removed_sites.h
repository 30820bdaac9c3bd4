// Sites that were built once and that the content no longer has: they stay public until somebody
// removes them, because nothing is deleted silently.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/input/diagnostic.h"

namespace generator {

// Warns (site.still-public) of each such site, with the folders to remove. `all_ids` are the sites
// of the content, whether they are built or not.
void find_removed_sites(const std::filesystem::path& out, const std::filesystem::path& published,
                        const std::vector<std::string>& all_ids, core::Diagnostics& diagnostics);

}  // namespace generator
