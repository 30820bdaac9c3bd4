// Records what time has made of cases: the one place where the system itself acts, whether a timer
// or the server asks for it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "handler/casework/services.h"

namespace handler {

struct TickReport {
  int cases = 0;  // that something was recorded of
  int events = 0;
  int overtaken = 0;  // somebody acted meanwhile, or another process ticked: left to the next tick
  std::vector<std::string> failures;  // one sentence each; the other cases went on
};

// Puts cases that an older program wrote into the lists of this one, then looks at the cases of
// every published site whose next job has come, as of the clock. Whatever is
// recorded is recorded once: twice in a row, late, or in two processes at once changes nothing
// twice (an event is only added to the history that was looked at). `stop` is asked before each
// case. Thread-safe.
TickReport tick(
    view::Services& services, const std::function<bool()>& stop = [] { return false; });

}  // namespace handler
