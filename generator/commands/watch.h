// Waits until something below certain folders changes (with inotify, or by polling where inotify is
// not available), and builds again after each change.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/time/local_time.h"
#include "generator/build/build.h"

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

// The result of one of many builds.
struct WatchedBuild {
  int number = 0;                     // from 1
  std::optional<BuildReport> report;  // nothing: there were mistakes, and nothing has changed
  core::Diagnostics diagnostics;
  std::optional<core::Failure> failure;  // of the outside world; tried again at the next change
  double seconds = 0;
};

struct WatchOptions {
  BuildOptions build;
  std::filesystem::path status;  // written after each build; empty: not written
  core::Language language = core::Language::english;  // of what the status file says
  std::function<core::Day()> today;  // asked before each build, because a new day needs a build too
  std::function<void(const WatchedBuild&)> tell;
  const std::atomic<bool>* stop = nullptr;  // checked every half second and after each signal
};

// Builds once, then after each change below the content and the templates, until `stop` is set.
// Only sites with changed inputs are built; the result is the same as that of a full build. Fails
// if the first build fails, or if the status file cannot be written.
core::Status watch(const WatchOptions& options);

}  // namespace generator
