// Counts of tries at sign-in and of codes, within minutes of the clock.
#pragma once

#include <string>
#include <utility>

#include "handler/casework/services.h"
#include "handler/web/response.h"

namespace handler::desk {

// A counter and how often it may be counted up within a minute.
struct TryLimit {
  std::string key;
  int most = 0;
};

// One person's tries: a login from one address or one browser, a password, a code.
inline constexpr int kTriesPerPerson = 5;
inline constexpr int kTryWindowSeconds = 60;

enum class TryCount { within, too_many, unavailable, clock_held };

// Counts one before anything is checked, so that concurrent guesses count, too. If it cannot be
// counted, nothing may be tried.
TryCount count_try(store::Store& store, const TryLimit& limit);
// The refusal of a try that was counted, as {status, section of the page}; {0, ""} if it may go on.
std::pair<int, std::string> refusal_of(TryCount count);
// Takes one back that count_try() counted. A failure is ignored: then it goes on counting.
void take_back_try(store::Store& store, const TryLimit& limit);
bool is_used_up(store::Store& store, const TryLimit& limit);

// Until the next minute of the counters.
int seconds_to_wait(core::Clock& clock);

// Says when to try again: with 429 at the next minute; in a few seconds if the page says that too
// many passwords were being checked at once.
void add_retry_after(web::Response& response, core::Clock& clock, bool is_crowded);

// A counter's key is a keyed hash, so that the store holds no logins or addresses. 32 digits.
std::string hashed_key(const view::Services& services, const std::string& first,
                       const std::string& second);

}  // namespace handler::desk
