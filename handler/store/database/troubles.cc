// Keeps the times of the last failures.
#include "handler/store/database/troubles.h"

#include <algorithm>

namespace handler::store {

bool is_trouble(core::FailureCode code) {
  using Code = core::FailureCode;
  return code == Code::busy || code == Code::disk_full || code == Code::no_access ||
         code == Code::corrupt || code == Code::unavailable;
}

void Troubles::note(core::Instant now) {
  constexpr std::size_t kMost = 1000;
  const std::lock_guard lock(mutex_);
  times_.push_back(now);
  if (times_.size() > kMost) times_.pop_front();
}

void Troubles::forget() {
  const std::lock_guard lock(mutex_);
  times_.clear();
}

int Troubles::within(std::chrono::milliseconds window, core::Instant now) {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count_if(
      times_, [&](core::Instant at) { return now - at < window && at - now < window; }));
}

}  // namespace handler::store
