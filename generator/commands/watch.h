// Builds again after every change, and reports the result of each build.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/time/local_time.h"
#include "generator/build/build.h"

namespace generator {

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
  std::filesystem::path status;      // written after each build; empty: not written
  std::function<core::Day()> today;  // asked before each build, because a new day needs a build too
  std::function<void(const WatchedBuild&)> tell;
  const std::atomic<bool>* stop = nullptr;  // checked every half second and after each signal
};

// Builds once, then after each change below the content and the templates, until `stop` is set.
// Only sites with changed inputs are built; the result is the same as that of a full build. Fails
// if the first build fails, or if the status file cannot be written.
core::Status watch(const WatchOptions& options);

// The content of the status file: {"build":N,"ok":true,"text":""}; if not ok, `text` tells why.
std::string status_json(const WatchedBuild& build);

}  // namespace generator
