// How often this process has lost its database, which makes doubtful what it remembers of it.
#pragma once

#include <atomic>
#include <cstdint>

namespace handler::store {

// A connection that was opened before the newest loss is not used again, although it may still
// answer: behind it may be a server that has become a standby. What was read before may be gone
// too, since a server that takes over may lack the last commits, and then gives their numbers
// anew. Thread-safe.
class Losses {
 public:
  // `known`: how many there were before the lost connection was opened. What many connections
  // notice of one server counts once, so that those opened since stay.
  void note(std::uint64_t known) { count_.compare_exchange_strong(known, known + 1); }
  std::uint64_t count() const { return count_; }

 private:
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace handler::store
