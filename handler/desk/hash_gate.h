// Limits concurrent password hashing, which is slow on purpose, so that it does not take the memory
// and threads of other requests.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>

#include "handler/desk/turns.h"

namespace handler::desk {

// The gate of one process. Thread-safe.
class HashGate {
 private:
  friend class HashTurn;
  std::mutex mutex_;
  std::condition_variable one_left_;
  Turns turns_;
};

// One turn at the gate, released by the destructor; the constructor waits for it. False if the lane
// was full: the constructor did not wait, and the caller must not hash.
class HashTurn {
 public:
  HashTurn(HashGate& gate, Lane lane);
  ~HashTurn();
  HashTurn(const HashTurn&) = delete;
  HashTurn& operator=(const HashTurn&) = delete;

  explicit operator bool() const { return ticket_.has_value(); }

 private:
  HashGate& gate_;
  std::optional<Turns::Ticket> ticket_;
};

}  // namespace handler::desk
