// Requests that workers answer: each goes to a worker with its connection, and comes back to the
// thread that reads all connections.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>

#include "handler/transport/connection.h"
#include "handler/transport/poller.h"
#include "handler/transport/refusals.h"
#include "handler/transport/worker_pool.h"

namespace handler::transport {

// Use from one thread, which waits with `poller`; the answers are made on the workers' threads.
class RequestsAtWork {
 public:
  RequestsAtWork(WorkerPool& workers, Refusals& refusals, const Poller& poller)
      : workers_(workers), refusals_(refusals), poller_(poller) {}

  // Lets a worker answer connection.request; if it throws, none does. The connection must stay open
  // until take_answered() tells its id, or until the pool has given the job back
  // (WorkerPool::withdraw by its id).
  void give(Connection& connection);
  // The ids of those that are answered since the last call. `answer.bytes` of one is empty if there
  // was no memory for it. The poller wakes when there are some.
  std::list<std::uint64_t> take_answered();

 private:
  void work(Connection& connection) noexcept;

  WorkerPool& workers_;
  Refusals& refusals_;
  const Poller& poller_;
  std::mutex mutex_;  // guards what is below
  std::list<std::uint64_t> answered_;
};

}  // namespace handler::transport
