// Waiting in tests: for a condition, never for a time.
#pragma once

#include <chrono>
#include <thread>

namespace tests {

// A limit that only a test which fails meets, on however slow a machine.
inline constexpr std::chrono::seconds kFar{300};

// True as soon as `condition` holds; false if it does not come to hold.
template <typename Condition>
bool comes_true(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + kFar;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace tests
