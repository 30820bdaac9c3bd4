// Counters of the store with a window of a minute.
#include "handler/desk/entrance/tries.h"

#include <chrono>

namespace handler::desk {
namespace {

constexpr int kRetryCrowded = 5;  // seconds

}  // namespace

TryCount count_try(store::Store& store, const TryLimit& limit) {
  const core::Result<int> tries = store.count_up(limit.key, kTryWindowSeconds);
  if (!tries)
    return tries.failure().code == core::FailureCode::clock_held ? TryCount::clock_held
                                                                 : TryCount::unavailable;
  return *tries <= limit.most ? TryCount::within : TryCount::too_many;
}

std::pair<int, std::string> refusal_of(TryCount count) {
  switch (count) {
    case TryCount::within:
      return {0, ""};
    case TryCount::too_many:
      return {429, "MUST_WAIT"};
    case TryCount::unavailable:
      return {503, "UNAVAILABLE"};
    case TryCount::clock_held:
      return {503, "CLOCK_HELD"};
  }
  return {503, "UNAVAILABLE"};
}

void take_back_try(store::Store& store, const TryLimit& limit) {
  (void)store.count_down(limit.key, kTryWindowSeconds);
}

bool is_used_up(store::Store& store, const TryLimit& limit) {
  const core::Result<int> count = store.count_now(limit.key, kTryWindowSeconds);
  return count && *count >= limit.most;
}

int seconds_to_wait(core::Clock& clock) {
  const auto since_epoch =
      std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count();
  return kTryWindowSeconds - static_cast<int>(since_epoch % kTryWindowSeconds);
}

void add_retry_after(web::Response& response, core::Clock& clock, bool is_crowded) {
  if (response.status == 429)
    response.set_header("Retry-After", std::to_string(seconds_to_wait(clock)));
  if (is_crowded) response.set_header("Retry-After", std::to_string(kRetryCrowded));
}

std::string hashed_key(const view::Services& services, const std::string& first,
                       const std::string& second) {
  const std::string parts[] = {first, second};
  return core::to_hex(core::hash_parts(parts, 2, services.desk_keys->session)).substr(0, 32);
}

}  // namespace handler::desk
