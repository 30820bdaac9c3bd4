// Accepted sockets on their way to the thread that reads them. A crowd of them must not hold the
// open files that answers need.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "core/base/descriptor.h"

namespace handler::transport {

// In order of arrival. The accepting thread calls add() and wait_for_room(), the reading thread
// next() and settle(); allow() comes before both.
class Newcomers {
 public:
  // How many sockets may be open at once, those that wait here among them.
  void allow(std::size_t sockets) { most_sockets_ = sockets; }
  void add(core::Descriptor socket);
  // Where sockets are short, waits until all that were added are settled, at most for `longest`.
  void wait_for_room(std::chrono::milliseconds longest);

  // The one that waits longest, if any.
  std::optional<core::Descriptor> next();
  // Call when the last `count` of next() are admitted or closed, with the number of connections
  // that are open now. True if others wait.
  bool settle(std::size_t count, std::size_t open_connections);
  // Whether all that were added are admitted or closed.
  bool are_settled();

 private:
  std::size_t most_sockets_ = 0;
  std::condition_variable all_settled_;
  std::mutex mutex_;  // guards what is below
  std::deque<core::Descriptor> waiting_;
  std::size_t unsettled_ = 0;  // those that wait, and those that next() has given
  std::size_t open_connections_ = 0;
};

}  // namespace handler::transport
