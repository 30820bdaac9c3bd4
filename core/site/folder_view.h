// A site's folder as it would be with some of its files changed: what a draft of the desk is
// checked against, without a byte written to the folder.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core {

// By path below the site's folder ("bodies.yaml", "news/2026-11-a.md"): the new bytes of a file, or
// nothing if it is to go.
using FileChanges = std::map<std::string, std::optional<std::string>>;

// Reads through `changes` to the folder. Thread-safe while both stay as they are.
struct FolderView {
  std::filesystem::path folder;
  const FileChanges* changes = nullptr;  // none

  // The names in a folder below it, sorted; "" is the folder itself. Fails as list_folder() does.
  Result<std::vector<std::string>> names(std::string_view below) const;
  bool has_folder(std::string_view below) const;
  // Fails as read_file() does.
  Result<std::string> text(const std::string& name, std::size_t limit) const;
};

}  // namespace core
