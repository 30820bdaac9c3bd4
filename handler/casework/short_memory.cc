// Counts and places in two maps, cleaned when they are full.
#include "handler/casework/short_memory.h"

#include <algorithm>

#include "core/base/check.h"

namespace handler::view {
namespace {

std::int64_t period_of(int window_seconds, core::Instant now) {
  BANCHENG_CHECK(window_seconds > 0);
  return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() /
         window_seconds;
}

// A place that ends later than any place could end was taken before the clock went back.
bool is_taken(core::Instant until, std::chrono::milliseconds time, core::Instant now) {
  return until > now && until - now <= time;
}

}  // namespace

core::Instant ShortMemory::real_time() {
  return core::SystemClock().now();
}

// Called with the mutex held.
bool ShortMemory::has_room(core::Instant now) {
  if (counts_.size() + places_.size() < kMostKeys) return true;
  std::erase_if(counts_, [&](const auto& entry) {
    return entry.second.period != period_of(entry.second.window_seconds, now);
  });
  std::erase_if(places_, [time = waiting_()](const auto& entry) {
    const Places& places = entry.second;
    return std::ranges::none_of(
        places.taken, [&](core::Instant until) { return is_taken(until, places.time, time); });
  });
  return counts_.size() + places_.size() < kMostKeys;
}

int ShortMemory::count_up(const store::CountKey& counted, core::Instant now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t period = period_of(counted.window_seconds, now);
  auto entry = counts_.find(counted.key);
  if (entry == counts_.end()) {
    if (!has_room(now)) return kNoRoom;
    entry = counts_.emplace(counted.key, Count{period, counted.window_seconds, 0}).first;
  }
  Count& count = entry->second;
  if (count.period != period) count = {period, counted.window_seconds, 0};
  return ++count.count;
}

int ShortMemory::count_now(const store::CountKey& counted, core::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto entry = counts_.find(counted.key);
  if (entry == counts_.end()) return counts_.empty() || has_room(now) ? 0 : kNoRoom;
  const bool is_current = entry->second.period == period_of(counted.window_seconds, now);
  return is_current ? entry->second.count : 0;
}

bool ShortMemory::take_place(const std::string& key, int places, std::chrono::milliseconds time) {
  const std::lock_guard lock(mutex_);
  const core::Instant now = waiting_();
  if (!places_.contains(key) && !has_room(now)) return false;
  Places& here = places_[key];
  here.time = time;
  std::erase_if(here.taken, [&](core::Instant until) { return !is_taken(until, time, now); });
  if (here.taken.size() >= static_cast<std::size_t>(places)) return false;
  here.taken.push_back(now + time);
  return true;
}

}  // namespace handler::view
