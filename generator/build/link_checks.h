// Symbolic links in the content: a published copy of what one points to could be any file of the
// machine.
#pragma once

#include <filesystem>

#include "core/input/diagnostic.h"

namespace generator {

// Reports every symbolic link below `folder` at its own path (site.link), and follows none. The
// folder itself may be one. True if there is none. A folder that cannot be listed is left to its
// reader.
bool check_no_links(const std::filesystem::path& folder, core::Diagnostics& diagnostics);

}  // namespace generator
