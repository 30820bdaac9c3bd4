// Whether this handler is live and ready, for monitors: true, because it writes; and never "ok"
// when there was no answer in time.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "handler/casework/services.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler {

enum class Ready { yes, no, unknown };

struct Health {
  Ready ready = Ready::unknown;
  std::vector<std::string> why;               // one sentence for each thing that makes it not ready
  core::Json details = core::Json::object();  // for the operator
};

// Asks store, disk and published sites. Ready means: a report that is sent now is kept.
//   no: the database refuses a write or a read of its newest rows, the clock is held, three or more
//       writes failed in the last five minutes, the disk has less than 32 MB, or no published site
//       can be used
Health look_at_health(view::Services& services);

// Asks on a thread of its own and waits no longer than `bound`: a check that is not answered by
// then is `unknown`. While one is under way no other is begun, so many questions cost one write;
// and at most kMostWaiting callers wait for it, because each holds a worker. Others are told the
// answer before it, unless the one under way is late already. Thread-safe. The destructor waits for
// a check that is under way.
class Readiness {
 public:
  static constexpr int kMostWaiting = 4;

  // `bound` of 0: asks on the caller's thread and waits.
  Readiness(std::function<Health()> look, std::chrono::milliseconds bound)
      : look_(std::move(look)), bound_(bound) {}

  // An answer that is at most `fresh` old is enough: questions of strangers must not be writes, one
  // after the other. 0: it is asked anew.
  Health ask(std::chrono::milliseconds fresh = {});
  // How many callers are within ask() now.
  int asking() const { return asking_; }

 private:
  using Answer = std::shared_future<Health>;

  Answer under_way();
  std::optional<Health> answer_before();
  std::optional<Health> answer_within(std::chrono::milliseconds fresh);

  std::function<Health()> look_;
  std::chrono::milliseconds bound_;
  std::atomic<int> asking_{0};
  std::mutex mutex_;  // guards what follows
  Answer running_;
  Answer before_;
  std::chrono::steady_clock::time_point began_;
};

// How old an answer may be for this peer: for one on this machine it is always asked anew.
std::chrono::milliseconds freshness_for(const web::Request& request);

// "ok", "not ready" or "unknown".
std::string word_of(Ready ready);

// 200 if ready, else 503. For a peer on this machine JSON with all that is known; for others the
// word alone.
web::Response health_answer(const Health& health, const web::Request& request);

}  // namespace handler
