// Files in a folder that nobody looks into yet: written plainly, and put on the disk all together.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Writes a file that does not exist; folders that are missing are made. Not synced. It can be read
// by everybody (0644), whatever the umask.
Status write_new_file(const std::filesystem::path& path, std::string_view content);

// Puts everything on the disk that was written to the file system of `folder`: after this a loss of
// power cannot leave empty files.
Status sync_file_system(const std::filesystem::path& folder);

}  // namespace core
