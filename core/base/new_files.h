// Files in a folder that nobody looks into yet: written plainly, and put on the disk all together.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Writes a file that does not exist; folders that are missing are made. Not synced. It can be read
// by everybody (0644), whatever the umask.
Status write_new_file(const std::filesystem::path& path, std::string_view content);

// Writes many new files below one folder, named relative to it: the system then need not walk down
// to the folder for each. Thread-safe.
class NewFiles {
 public:
  explicit NewFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~NewFiles();
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;

  // As write_new_file(folder / path); the folder itself is made by the first.
  Status write(const std::string& path, std::string_view content);

 private:
  Status open_folder();
  Result<int> open_new(const std::string& path) const;

  const std::filesystem::path folder_;
  std::mutex mutex_;  // of the folder's opening
  int opened_ = -1;
};

// Puts everything on the disk that was written to the file system of `folder`: after this a loss of
// power cannot leave empty files.
Status sync_file_system(const std::filesystem::path& folder);

}  // namespace core
