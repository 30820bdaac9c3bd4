// Limits concurrent password hashing, which is slow on purpose, so that it does not take the memory
// and threads of other requests.
#pragma once

#include <semaphore>

namespace handler::desk {

// The limit per process: two hashes at a time, 64 MiB each, and six more requests waiting (security
// a13). Thread-safe.
class HashGate {
 public:
  static constexpr int kHashing = 2;
  static constexpr int kInside = 8;

 private:
  friend class HashTurn;
  std::counting_semaphore<kInside> inside_{kInside};
  std::counting_semaphore<kHashing> hashing_{kHashing};
};

// One turn at the gate, released by the destructor. False if the gate is full: the constructor did
// not wait, and the caller must not hash.
class HashTurn {
 public:
  explicit HashTurn(HashGate& gate) : gate_(gate), inside_(gate.inside_.try_acquire()) {
    if (inside_) gate_.hashing_.acquire();
  }
  ~HashTurn() {
    if (!inside_) return;
    gate_.hashing_.release();
    gate_.inside_.release();
  }
  HashTurn(const HashTurn&) = delete;
  HashTurn& operator=(const HashTurn&) = delete;

  explicit operator bool() const { return inside_; }

 private:
  HashGate& gate_;
  const bool inside_;
};

}  // namespace handler::desk
