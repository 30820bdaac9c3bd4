// Files and folders: reading whole files, writing them so that a reader sees the old bytes or the
// new, never half.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core {

// Whole content of a regular file of at most `limit` bytes; `invalid` if it is larger or no regular
// file.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 64u << 20);

// Writes beside the target, syncs, renames, syncs the folder. The file gets exactly the permission
// bits `mode`, whatever the umask. On failure the old file stands untouched (unless only the last
// sync failed).
Status write_file_atomically(const std::filesystem::path& path, std::string_view content,
                             unsigned mode = 0644);

// As above, but leaves the file alone (and its time of change) if it holds these bytes already.
// Value: whether it wrote.
Result<bool> write_file_if_changed(const std::filesystem::path& path, std::string_view content);

// Names (not paths) of the entries of a folder, sorted by bytes; hidden ones left out.
Result<std::vector<std::string>> list_folder(const std::filesystem::path& folder);

// All regular files below a folder as relative paths with '/', sorted by bytes; symbolic links and
// hidden entries left out.
Result<std::vector<std::string>> list_tree(const std::filesystem::path& folder);

// Makes the folder and those above it that are missing; those it makes get exactly `mode`, whatever
// the umask.
Status make_folders(const std::filesystem::path& folder, unsigned mode = 0755);

// The Failure for the current errno: disk_full, no_access, not_found, conflict, busy or
// unavailable, with "cannot WHAT PATH: reason".
Failure system_failure(std::string_view what, const std::filesystem::path& path);

}  // namespace core
