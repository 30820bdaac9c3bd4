// Waits in tests for a condition instead of a fixed time.
#pragma once

#include <chrono>
#include <thread>

namespace tests {

// A time limit that only a failing test reaches, even on a slow machine.
inline constexpr std::chrono::seconds kFar{300};

// Waits until `condition` is true; false if it does not become true within kFar.
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
