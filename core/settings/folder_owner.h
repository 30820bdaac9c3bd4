// Lets an operator type a command as root without making files that lock out the service.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace core {

// If this process is root's and `folder` another user's, the process is from now on that user's,
// and cannot become root again. Else, and if the folder is not there, nothing happens. `no_access`
// if the system refuses. Call it before other threads are made.
Status act_as_owner_of(const std::filesystem::path& folder);

// Gives `path` (a link itself, not what it leads to) to the owner and group of `folder`, if this
// process is root's; else, and if nothing is there, it does nothing. `no_access` if the system
// refuses.
Status give_to_owner_of(const std::filesystem::path& folder, const std::filesystem::path& path);

}  // namespace core
