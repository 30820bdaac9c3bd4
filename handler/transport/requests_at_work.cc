// The way to the workers and back.
#include "handler/transport/requests_at_work.h"

#include <chrono>
#include <utility>

namespace handler::transport {

void RequestsAtWork::give(Connection& connection) {
  connection.begun = false;
  connection.slip.assign(1, connection.id);
  // The connection outlives the job: who closes it withdraws the job first, and spares those that
  // have begun.
  workers_.add(connection.id, connection.group, [this, &connection] {
    connection.begun = true;
    work(connection);
  });
}

void RequestsAtWork::work(Connection& connection) noexcept {
  try {
    refusals_.follow(std::chrono::steady_clock::now());
    const AnswerShape shape{connection.request.method == "HEAD", !connection.close_after};
    web::Response response = refusals_.answer_to(connection.request);
    connection.hold_for = response.hold_for;
    connection.answer = answer_to_send(std::move(response), shape);
  } catch (...) {
    connection.answer = {};  // no memory for it
  }
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    is_first = answered_.empty();
    answered_.splice(answered_.end(), connection.slip);
  }
  // Who brought the first one wakes the thread that takes them all.
  if (is_first) poller_.wake();
}

std::list<std::uint64_t> RequestsAtWork::take_answered() {
  std::list<std::uint64_t> ids;
  const std::lock_guard lock(mutex_);
  ids.swap(answered_);
  return ids;
}

}  // namespace handler::transport
