// The files of one publication in the content folder: how each stands, and how it is written. The
// only code of the handler that writes content.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "handler/store/publishing/publications.h"

namespace handler::publishing {

// Paths that stay below the site's folder and name no hidden file: "bodies.yaml",
// "news/2026-11-a.md".
bool is_safe_path(const std::string& path);

// The bytes of a file below `folder`; nothing if there is none. Refuses (`refused`) a path that is
// not safe, or that leads over a symbolic link.
core::Result<std::optional<std::string>> standing_file(const std::filesystem::path& folder,
                                                       const std::string& path);

// Writes the file, or removes it, so that a kill leaves the old bytes or the new ones. A file that
// stands there gives its owner, group and mode; a new one belongs to the owner of the site's
// folder, as far as this account may give it away. A folder that has become empty is removed, and
// so is what a killed call left. Call it with the lock of the content alone.
core::Status put_file(const std::filesystem::path& folder, const std::string& path,
                      const std::optional<std::string>& bytes);

}  // namespace handler::publishing
