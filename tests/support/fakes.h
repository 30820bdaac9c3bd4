// Fakes for tests: a clock that stands still until it is set, and randomness that is the same in
// every run.
#pragma once

#include <atomic>
#include <string>

#include "core/base/crypto.h"
#include "core/time/local_time.h"
#include "tests/support/notices.h"

namespace tests {

// Thread-safe.
class FixedClock : public core::Clock {
 public:
  // Starts at "2026-09-24 10:00", a Thursday morning, unless a test gives another time.
  explicit FixedClock(const std::string& text = "2026-09-24 10:00") { set(text); }
  core::Instant now() override;
  void set(const std::string& text);
  void pass(std::chrono::milliseconds time);

 private:
  std::atomic<core::Instant> now_{};
};

// Different bytes at each call, and the same sequence in every run. Thread-safe.
class FixedRandomness : public core::Randomness {
 public:
  std::string bytes(std::size_t count) override;

 private:
  std::atomic<int> drawn_ = 0;
};

}  // namespace tests
