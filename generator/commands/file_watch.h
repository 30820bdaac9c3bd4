// Waits until something below some folders changes: inotify where there is one, else looking again
// and again.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace generator {

// Not thread-safe. A change that happens while nobody waits is not lost.
class FileWatch {
 public:
  enum class Means { notified, looking };

  // Folders that cannot be watched (no inotify, too many folders) are looked at instead.
  explicit FileWatch(std::vector<std::filesystem::path> folders, Means means = Means::notified);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // True as soon as something has changed and then been quiet for a moment, so that an editor that
  // writes in several steps is waited for; false after `timeout`, or earlier if a signal came.
  bool wait(std::chrono::milliseconds timeout);

  Means means() const { return means_; }

 private:
  using Look = std::map<std::string, std::pair<std::uintmax_t, std::int64_t>>;

  using Identity = std::pair<std::uintmax_t, std::uintmax_t>;  // device and number; 0, 0: not there

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
  Look seen_;                         // while looking
};

}  // namespace generator
