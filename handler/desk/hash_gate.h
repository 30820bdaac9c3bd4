// Keeps the hashing of passwords, slow on purpose, from taking the memory and the threads that
// everybody else's requests need.
#pragma once

#include <semaphore>

namespace handler::desk {

// What one process spends on passwords at most: two are hashed at a time, 64 MiB each, and six more
// requests may wait for their turn (security a13). Thread-safe.
class HashGate {
 public:
  static constexpr int kHashing = 2;
  static constexpr int kInside = 8;

 private:
  friend class HashTurn;
  std::counting_semaphore<kInside> inside_{kInside};
  std::counting_semaphore<kHashing> hashing_{kHashing};
};

// One turn at the gate, given back at the end. False if the gate is full: then nothing was waited
// for, and nothing may be hashed.
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
