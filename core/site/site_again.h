// Reads a site again of which little has changed since it was read before: a county has tens of
// thousands of windows, and most edits touch none of them.
#pragma once

#include <filesystem>
#include <optional>

#include "core/site/site.h"

namespace core {

// As load_site, with the same result. The windows of `before`, an earlier reading of the same
// folder that said `said_before`, are taken over (and are gone from there) if all that they are
// made of has the same bytes and nothing was said of them.
std::optional<LoadedSite> load_site_again(const std::filesystem::path& site_folder,
                                          const std::filesystem::path& calendar_folder,
                                          Diagnostics& diagnostics, LoadedSite& before,
                                          const Diagnostics& said_before);

}  // namespace core
