// Threads wait here until the queue gives them their turn.
#include "handler/desk/hash_gate.h"

namespace handler::desk {

HashTurn::HashTurn(HashGate& gate, Lane lane) : gate_(gate) {
  std::unique_lock lock(gate_.mutex_);
  ticket_ = gate_.turns_.arrive(lane);
  if (!ticket_) return;
  gate_.one_left_.wait(lock, [this] { return gate_.turns_.may_hash(*ticket_); });
}

HashTurn::~HashTurn() {
  if (!ticket_) return;
  {
    const std::lock_guard lock(gate_.mutex_);
    gate_.turns_.leave(*ticket_);
  }
  gate_.one_left_.notify_all();
}

}  // namespace handler::desk
