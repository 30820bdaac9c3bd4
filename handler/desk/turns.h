// Who may hash a password next: a queue with two lanes, so that a flood of strangers cannot keep
// out the browsers that staff sign in with. Pure: no threads and no time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>

namespace handler::desk {

enum class Lane {
  known,     // a session, or a browser that has signed in as this user before
  stranger,  // all others
};

// Not thread-safe; HashGate adds that. Those of the known lane go first, so such a caller waits for
// one running hash and for the known callers before it, however many strangers there are.
class Turns {
 public:
  using Ticket = std::uint64_t;

  // Two hashes at a time, 64 MiB each (security a13).
  static constexpr std::size_t kHashing = 2;
  // Every waiting caller holds a thread.
  static constexpr std::size_t kStrangersWaiting = 6;
  static constexpr std::size_t kKnownWaiting = 24;

  // A ticket for a turn; nullopt if the lane is full.
  std::optional<Ticket> arrive(Lane lane);
  bool may_hash(Ticket ticket) const { return hashing_.contains(ticket); }
  // The caller has hashed, and the next one may. Call once for each ticket, when it may hash.
  void leave(Ticket ticket);

 private:
  void call_next();

  Ticket last_ = 0;
  std::set<Ticket> hashing_;
  std::deque<Ticket> known_;
  std::deque<Ticket> strangers_;
};

}  // namespace handler::desk
