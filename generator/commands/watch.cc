// Watches folders with inotify, or by comparing listings.
#include "generator/commands/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <thread>

#include "core/base/files.h"
#include "core/base/json.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kQuiet{30};       // after the last event
constexpr milliseconds kPatience{1000};  // in folders that are never quiet
constexpr milliseconds kLookAgain{400};
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE |
                                  IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;

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

// The content of the status file: {"build":N,"ok":true,"text":""}; if not ok, `text` tells why.
std::string status_json(const WatchedBuild& build, core::Language language) {
  const std::string text = build.failure   ? build.failure->message
                           : !build.report ? build.diagnostics.text(language)
                                           : std::string();
  return core::Json{{"build", build.number}, {"ok", text.empty()}, {"text", text}}.dump();
}

}  // namespace

FileWatch::FileWatch(std::vector<fs::path> folders, Means means)
    : folders_(std::move(folders)), means_(means) {
  if (means_ == Means::notified) inotify_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify_ < 0) means_ = Means::looking;
  find_other_folders();
  if (means_ == Means::looking) seen_ = look();
}

FileWatch::~FileWatch() {
  if (inotify_ >= 0) ::close(inotify_);
}

void FileWatch::watch_below(const fs::path& folder) {
  if (means_ == Means::looking) return;
  const int number = ::inotify_add_watch(inotify_, folder.c_str(), kEvents | IN_ONLYDIR);
  if (number < 0) {
    std::error_code error;
    if (fs::is_directory(folder, error)) means_ = Means::looking;  // no watches left
    return;
  }
  watched_[number] = folder;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error)) watch_below(at->path());
  }
}

// Watches folders that were replaced (a restored backup, a new checkout): that sends no event, and
// the watch stays with the old folder. True if there was one.
bool FileWatch::find_other_folders() {
  bool any = false;
  identities_.resize(folders_.size());
  for (std::size_t i = 0; i < folders_.size(); ++i) {
    struct stat there {};
    const bool exists = ::stat(folders_[i].c_str(), &there) == 0;
    const Identity now = exists ? Identity{there.st_dev, there.st_ino} : Identity{};
    if (now == identities_[i]) continue;
    identities_[i] = now;
    watch_below(folders_[i]);
    any = true;
  }
  return any;
}

// True if there was an event.
bool FileWatch::read_events() {
  alignas(inotify_event) std::array<char, 1u << 16> buffer;
  bool any = false;
  for (;;) {
    const ssize_t size = ::read(inotify_, buffer.data(), buffer.size());
    if (size <= 0) return any;
    any = true;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      // The kernel writes the events one after the other, aligned.
      const auto* event =
          static_cast<const inotify_event*>(static_cast<const void*>(buffer.data() + at));
      at += sizeof(inotify_event) + event->len;
      const auto folder = watched_.find(event->wd);
      const bool is_new_folder =
          (event->mask & IN_ISDIR) != 0 && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0;
      if (is_new_folder && folder != watched_.end()) watch_below(folder->second / event->name);
      if ((event->mask & IN_Q_OVERFLOW) != 0) {
        for (const fs::path& one : folders_) watch_below(one);
      }
    }
  }
}

bool FileWatch::poll_for(milliseconds timeout) const {
  pollfd waiting{inotify_, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(timeout.count())) > 0;
}

bool FileWatch::wait_notified(milliseconds timeout) {
  if (!poll_for(timeout) && !find_other_folders()) return false;
  const auto end = steady_clock::now() + kPatience;
  do {
    read_events();
  } while (steady_clock::now() < end && poll_for(kQuiet));
  find_other_folders();
  return true;
}

FileWatch::Look FileWatch::look() const {
  Look look;
  for (const fs::path& folder : folders_) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
      std::error_code none;
      const auto size = at->is_regular_file(none) ? at->file_size(none) : 0;
      look[at->path().string()] = {size, at->last_write_time(none).time_since_epoch().count()};
    }
  }
  return look;
}

bool FileWatch::wait_looking(milliseconds timeout) {
  const auto end = steady_clock::now() + timeout;
  for (;;) {
    Look now = look();
    const bool changed = now != seen_;
    seen_ = std::move(now);
    if (changed) return true;
    const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now());
    if (left.count() <= 0) return false;
    std::this_thread::sleep_for(std::min(left, kLookAgain));
  }
}

bool FileWatch::wait(milliseconds timeout) {
  return means_ == Means::notified ? wait_notified(timeout) : wait_looking(timeout);
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
      core::Status written =
          core::write_file_atomically(options.status, status_json(done, options.language));
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
