// Whether this handler is live and ready, for monitors: true, because it writes; and never "ok"
// when there was no answer in time.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
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
// then is `unknown`. While one is under way no other is begun, so many questions cost one write.
// Thread-safe. The destructor waits for a check that is under way.
class Readiness {
 public:
  // `bound` of 0: asks on the caller's thread and waits.
  Readiness(std::function<Health()> look, std::chrono::milliseconds bound)
      : look_(std::move(look)), bound_(bound) {}

  Health ask();

 private:
  std::shared_future<Health> under_way();

  std::function<Health()> look_;
  std::chrono::milliseconds bound_;
  std::mutex mutex_;
  std::shared_future<Health> running_;
};

// "ok", "not ready" or "unknown".
std::string word_of(Ready ready);

// 200 if ready, else 503. For a peer on this machine JSON with all that is known; for others the
// word alone.
web::Response health_answer(const Health& health, const web::Request& request);

}  // namespace handler
