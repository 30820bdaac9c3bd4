// What stands in a folder and below it, remembered between looks: a folder whose time of change is
// as it was has the entries that it had, so looking again costs one question a folder.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace generator {

// Not thread-safe.
class FolderMemory {
 public:
  FolderMemory();
  ~FolderMemory();
  FolderMemory(FolderMemory&& other) noexcept;
  FolderMemory& operator=(FolderMemory&& other) noexcept;

  // Looks at everything below `folder`, without following or opening anything. Refused, with the
  // path: a symbolic link, anything that is neither a file nor a folder. After a failure it
  // remembers nothing. What was changed within the last two seconds is not trusted the next time:
  // times of change are coarse.
  core::Status look(const std::filesystem::path& folder);

  // Below the folder, with '/', sorted.
  const std::vector<std::string>& files() const { return files_; }
  const std::vector<std::string>& folders() const { return folders_; }
  // Whether the last look found other folders than the one before.
  bool has_other_folders() const { return other_folders_; }
  // Whether it found other files or folders.
  bool has_changed() const { return changed_; }

 private:
  struct Node;
  class Look;

  std::unique_ptr<Node> root_;
  std::vector<std::string> files_;
  std::vector<std::string> folders_;
  bool other_folders_ = false;
  bool changed_ = false;
};

}  // namespace generator
