// Reads whole files, and writes them so that a reader sees either the old bytes or the new ones.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core {

// The whole content of a regular file of at most `limit` bytes. Fails with `invalid` if the file is
// larger or is not a regular file.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit = 64u << 20);

// Writes a temporary file beside the target, syncs it, renames it and syncs the folder. The file
// gets exactly the permission bits `mode`, whatever the umask. On failure the old file is
// unchanged, unless only the last sync failed.
Status write_file_atomically(const std::filesystem::path& path, std::string_view content,
                             unsigned mode = 0644);

// Adds bytes at the end of a file and syncs it. A missing file is made, with the permission bits
// `mode` as far as the umask lets. A failure may leave a part of the bytes.
Status append_to_file(const std::filesystem::path& path, std::string_view content,
                      unsigned mode = 0600);

// Removes the temporary files that killed calls of write_file_atomically() left in `folder`
// (".NAME.XXXXXX"), where `is_ours` is true of NAME. Call it while no such write can be in progress
// there.
void remove_unfinished(const std::filesystem::path& folder,
                       const std::function<bool(const std::string& name)>& is_ours);

// As write_file_atomically(), but leaves the file and its mtime alone if it holds these bytes
// already. The value tells whether it wrote.
Result<bool> write_file_if_changed(const std::filesystem::path& path, std::string_view content);

// Names (not paths) of the entries of a folder, sorted by bytes, without hidden entries and
// without what desktops and offices leave behind (Thumbs.db, desktop.ini, ~$plan.docx).
Result<std::vector<std::string>> list_folder(const std::filesystem::path& folder);

// Relative paths (with '/') of all regular files below a folder, sorted by bytes, without symbolic
// links and hidden entries.
Result<std::vector<std::string>> list_tree(const std::filesystem::path& folder);

// Makes the folder and its missing parents. The folders it makes get exactly `mode`, whatever the
// umask.
Status make_folders(const std::filesystem::path& folder, unsigned mode = 0755);

// Whether anything has this name, even a symbolic link that leads nowhere. False where the folder
// cannot be looked at.
bool is_there(const std::filesystem::path& path);

// Writes all bytes to an open file, however many calls that takes. False with errno set.
bool write_all(int file, std::string_view content);

// Makes the names in the folder as durable as the files' bytes: call it after files were made,
// renamed or removed.
Status sync_folder(const std::filesystem::path& folder);

// The Failure for the current errno: disk_full, no_access, not_found, conflict, busy or
// unavailable, with the message "cannot WHAT PATH: reason".
Failure system_failure(std::string_view what, const std::filesystem::path& path);

}  // namespace core
