// Builds again whenever something changes, and says after each build what came of it.
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

// What one of many builds came to.
struct WatchedBuild {
  int number = 0;                     // from 1
  std::optional<BuildReport> report;  // nothing: there were mistakes, and nothing has changed
  core::Diagnostics diagnostics;
  std::optional<core::Failure> failure;  // the world's refusal; tried again at the next change
  double seconds = 0;
};

struct WatchOptions {
  BuildOptions build;
  std::filesystem::path status;      // written after each build; empty: none
  std::function<core::Day()> today;  // asked before each build: a new day is a change too
  std::function<void(const WatchedBuild&)> tell;
  const std::atomic<bool>* stop = nullptr;  // looked at every half second and after each signal
};

// Builds once, then after each change below the content and the templates, until told to stop. Only
// sites whose inputs changed are built; the result is that of a build from nothing. Fails if the
// public folder cannot be had at all.
core::Status watch(const WatchOptions& options);

// The status file: {"build":N,"ok":true,"text":""}; `text` is what a person needs to know if not
// ok.
std::string status_json(const WatchedBuild& build);

}  // namespace generator
