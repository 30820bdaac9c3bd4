// The loop of `watch`: waits for changes and builds.
#include "generator/commands/watch.h"

#include <chrono>
#include <utility>

#include "core/base/files.h"
#include "core/base/json.h"
#include "generator/commands/file_watch.h"

namespace generator {
namespace {

constexpr std::chrono::milliseconds kLookUp{500};

WatchedBuild build_once(Builder& builder, int number) {
  WatchedBuild done;
  done.number = number;
  const auto began = std::chrono::steady_clock::now();
  core::Result<std::optional<BuildReport>> report = builder.build(done.diagnostics);
  if (report) {
    done.report = std::move(*report);
  } else {
    done.failure = report.failure();
  }
  done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return done;
}

}  // namespace

std::string status_json(const WatchedBuild& build) {
  const std::string text = build.failure   ? build.failure->message
                           : !build.report ? build.diagnostics.text()
                                           : std::string();
  return core::Json{{"build", build.number}, {"ok", text.empty()}, {"text", text}}.dump();
}

core::Status watch(const WatchOptions& options) {
  // Watching begins before the first build reads its inputs, so that no change is missed in
  // between.
  FileWatch files({options.build.inputs.content, options.build.inputs.templates});
  Builder builder(options.build);
  core::Day today = options.today();
  for (int number = 1;; ++number) {
    builder.set_today(today);
    const WatchedBuild done = build_once(builder, number);
    if (number == 1 && done.failure) return *done.failure;
    if (!options.status.empty()) {
      core::Status written = core::write_file_atomically(options.status, status_json(done));
      if (!written) return written;
    }
    options.tell(done);
    for (;;) {
      if (*options.stop) return core::success();
      const bool changed = files.wait(kLookUp);
      const core::Day now = options.today();
      if (changed || now != today) {
        today = now;
        break;
      }
    }
  }
}

}  // namespace generator
