// A queue between two threads.
#include "handler/transport/newcomers.h"

#include <utility>

namespace handler::transport {

void Newcomers::add(core::Descriptor socket) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(socket));
  ++unsettled_;
}

// Each is settled before the next is accepted.
void Newcomers::wait_for_room(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  if (open_connections_ + unsettled_ < most_sockets_) return;
  all_settled_.wait_for(lock, longest, [this] { return unsettled_ == 0; });
}

bool Newcomers::are_settled() {
  const std::lock_guard lock(mutex_);
  return unsettled_ == 0;
}

std::optional<core::Descriptor> Newcomers::next() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return std::nullopt;
  core::Descriptor socket = std::move(waiting_.front());
  waiting_.pop_front();
  return socket;
}

bool Newcomers::settle(std::size_t count, std::size_t open_connections) {
  bool others_wait = false;
  {
    const std::lock_guard lock(mutex_);
    unsettled_ -= count;
    open_connections_ = open_connections;
    others_wait = !waiting_.empty();
  }
  all_settled_.notify_one();
  return others_wait;
}

}  // namespace handler::transport
