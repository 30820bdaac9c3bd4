// New files in a staging folder, which no reader opens yet: written without syncing each, then
// synced all at once.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Writes a file that does not exist yet, and makes missing folders. Does not sync. The file gets
// mode 0644, whatever the umask.
Status write_new_file(const std::filesystem::path& path, std::string_view content);

// Writes many new files below one folder, by paths relative to it, so that the system does not walk
// down to the folder for each file. Thread-safe.
class NewFiles {
 public:
  explicit NewFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~NewFiles();
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;

  // As write_new_file(folder / path). The first call makes the folder itself.
  Status write(const std::string& path, std::string_view content);

 private:
  Status open_folder();
  Result<int> open_new(const std::string& path) const;

  const std::filesystem::path folder_;
  std::mutex mutex_;  // guards the opening of the folder
  int opened_ = -1;
};

// Syncs the file system that holds `folder`: after this, a power failure cannot leave empty files.
Status sync_file_system(const std::filesystem::path& folder);

}  // namespace core
