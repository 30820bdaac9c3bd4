// How often this process could not save what it was asked to, in the last minutes: a database that
// answers now may have refused a moment ago.
#pragma once

#include <chrono>
#include <deque>
#include <mutex>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

// True for a failure of disk, file or lock; false where the request itself was refused, and where
// the clock is not believed, which is told apart.
bool is_trouble(core::FailureCode code);

// Thread-safe. Keeps the times of at most 1000 failures.
class Troubles {
 public:
  void note(core::Instant now);
  // Of another database than the one that answers now.
  void forget();
  // The number within `window` of `now`, whichever way the clock moved since.
  int within(std::chrono::milliseconds window, core::Instant now);

 private:
  std::mutex mutex_;
  std::deque<core::Instant> times_;
};

}  // namespace handler::store
