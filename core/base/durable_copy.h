// Copies files and folders so that the copy survives a power failure: for backups and what is
// restored from them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Copies a regular file of any size into the new file `to`, which gets exactly `mode`, and syncs
// it; the caller syncs the folder. `conflict` if `to` exists. A file that could not be copied whole
// is removed again.
Status copy_durably(const std::filesystem::path& from, const std::filesystem::path& to,
                    unsigned mode = 0600);

// Writes all bytes to an open file and syncs it; `path` is its name for the failure.
Status write_and_sync(int file, std::string_view bytes, const std::filesystem::path& path);

// Copies all regular files below `from` (no symbolic links, no hidden entries) into the new folder
// `to`: folders 0700, files 0600, all synced. Returns the number of bytes.
Result<std::uintmax_t> copy_tree_durably(const std::filesystem::path& from,
                                         const std::filesystem::path& to);

// The bytes of the regular files that copy_tree_durably() would copy.
Result<std::uintmax_t> bytes_of_tree(const std::filesystem::path& folder);

}  // namespace core
