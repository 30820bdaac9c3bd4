// Lets an operator type a command as root without making files that lock out the service.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace core {

// If this process is root's and `folder` another user's, the process is from now on that user's, and
// cannot become root again. Else, and if the folder is not there, nothing happens. `no_access` if
// the system refuses. Call it before other threads are made.
Status act_as_owner_of(const std::filesystem::path& folder);

}  // namespace core
