// What one process remembers of callers for some minutes: who waits just now, and counts that the
// database did not take, so that a full disk or a locked database opens no door.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/time/local_time.h"
#include "handler/store/database/counters.h"

namespace handler::view {

// Thread-safe. Its size is bounded; a caller for whom there is no room left is treated as one who
// has used up everything. Empty in a process for one request.
class ShortMemory {
 public:
  static constexpr std::size_t kMostKeys = 20000;
  // The count of a key for which there is no room.
  static constexpr int kNoRoom = std::numeric_limits<int>::max() / 2;

  // `waiting` is the time by which people wait.
  explicit ShortMemory(std::function<core::Instant()> waiting = real_time)
      : waiting_(std::move(waiting)) {}

  // Like those of store::Counters: windows are aligned to the clock. Both return the count.
  int count_up(const store::CountKey& counted, core::Instant now);
  int count_now(const store::CountKey& counted, core::Instant now);

  // Takes one of the `places` of `key` for `time`; false while all are taken. A place becomes free
  // by itself, after real time: a person waits by no test clock. A clock that went back frees it
  // too.
  bool take_place(const std::string& key, int places, std::chrono::milliseconds time);

 private:
  struct Count {
    std::int64_t period = 0;
    int window_seconds = 0;
    int count = 0;
  };
  struct Places {
    std::chrono::milliseconds time{0};
    std::vector<core::Instant> taken;  // until when
  };

  static core::Instant real_time();
  bool has_room(core::Instant now);

  const std::function<core::Instant()> waiting_;
  std::mutex mutex_;
  std::map<std::string, Count> counts_;
  std::map<std::string, Places> places_;
};

}  // namespace handler::view
