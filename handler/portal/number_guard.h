// The guard in front of every look-up by ticket number. It slows guessing down and refuses no
// holder of a number behind the same address: after too many wrong numbers each further one waits
// two seconds, right or wrong alike. That is decided before a case is read, so neither the answer
// nor its time tells which numbers exist.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "handler/casework/services.h"
#include "handler/portal/limits.h"
#include "handler/web/request.h"

namespace handler::portal {

inline constexpr std::chrono::seconds kNumberWait{2};
// Of one address at once; more are refused, so that waits cannot fill the server.
inline constexpr int kMostWaits = 4;

// The field of the form that carries the token of a wait.
inline constexpr std::string_view kWaitField = "wait";

// How one try goes on.
struct Passage {
  enum class Kind {
    look_up,    // now; the answer is kept back for `hold_for`
    ask_again,  // CGI: the browser sends the same form again after the wait, with `token`
    limited,    // 429: the tries of this address are used up, see kWaitedTriesPerAddress
    crowded,    // 429: too many are waiting at this address
  };
  Kind kind = Kind::look_up;
  std::chrono::milliseconds hold_for{0};
  std::string token = {};
  int retry_after = 0;  // seconds, of both refusals
};

// `number` has 16 digits and a right check digit. `token` comes from the page that asks again, or
// is "". If something cannot be counted (full disk, locked database), `serve` counts in its memory;
// processes for one request have none, and from then on let every number wait.
Passage pass_number(const view::Services& services, const web::Request& request,
                    const std::string& number, std::string_view token);

// Call after a look-up that found nothing on this site.
void note_wrong_number(const view::Services& services, const web::Request& request);

}  // namespace handler::portal
