// The fakes, compiled once.
#include "tests/support/fakes.h"

namespace tests {

core::Instant FixedClock::now() {
  return now_.load();
}

void FixedClock::set(const std::string& text) {
  now_ = test::moment(text);
}

void FixedClock::pass(std::chrono::milliseconds time) {
  now_ = now_.load() + time;
}

std::string FixedRandomness::bytes(std::size_t count) {
  std::string made;
  while (made.size() < count) made += core::hash("test " + std::to_string(++drawn_));
  return made.substr(0, count);
}

}  // namespace tests
