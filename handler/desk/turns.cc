// Two queues and the set of those who hash.
#include "handler/desk/turns.h"

#include "core/base/check.h"

namespace handler::desk {

std::optional<Turns::Ticket> Turns::arrive(Lane lane) {
  std::deque<Ticket>& queue = lane == Lane::known ? known_ : strangers_;
  const std::size_t most = lane == Lane::known ? kKnownWaiting : kStrangersWaiting;
  if (hashing_.size() >= kHashing && queue.size() >= most) return std::nullopt;
  const Ticket ticket = ++last_;
  queue.push_back(ticket);
  call_next();
  return ticket;
}

void Turns::leave(Ticket ticket) {
  BANCHENG_CHECK(hashing_.erase(ticket) == 1);
  call_next();
}

void Turns::call_next() {
  while (hashing_.size() < kHashing && !(known_.empty() && strangers_.empty())) {
    std::deque<Ticket>& queue = known_.empty() ? strangers_ : known_;
    hashing_.insert(queue.front());
    queue.pop_front();
  }
}

}  // namespace handler::desk
