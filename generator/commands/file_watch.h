// Waits until something below certain folders changes: with inotify, or by polling where inotify is
// not available.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace generator {

// Not thread-safe. A change between two calls of wait() is not lost.
class FileWatch {
 public:
  enum class Means { notified, looking };

  // Polls if the folders cannot be watched (no inotify, too many folders).
  explicit FileWatch(std::vector<std::filesystem::path> folders, Means means = Means::notified);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // Returns true when something has changed and nothing more has changed for a moment: editors
  // write in several steps. Returns false after `timeout`, or earlier after a signal.
  bool wait(std::chrono::milliseconds timeout);

  Means means() const { return means_; }

 private:
  using Look = std::map<std::string, std::pair<std::uintmax_t, std::int64_t>>;

  using Identity = std::pair<std::uintmax_t, std::uintmax_t>;  // device, inode; 0, 0: not there

  void watch_below(const std::filesystem::path& folder);
  bool find_other_folders();
  bool read_events();
  bool poll_for(std::chrono::milliseconds timeout) const;
  bool wait_notified(std::chrono::milliseconds timeout);
  bool wait_looking(std::chrono::milliseconds timeout);
  Look look() const;

  std::vector<std::filesystem::path> folders_;
  Means means_;
  int inotify_ = -1;
  std::map<int, std::filesystem::path> watched_;
  std::vector<Identity> identities_;  // of folders_
  Look seen_;                         // the last listing, when polling
};

}  // namespace generator
