// Records the events that follow from time: the only code that acts for the system, called by the
// timer command and by the server.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "handler/casework/services.h"

namespace handler {

struct TickReport {
  int cases = 0;  // cases with a new event
  int events = 0;
  int overtaken = 0;  // another writer or tick changed the case first: left to the next tick
  std::vector<std::string> failures;  // one sentence each; the other cases were processed
};

// First lists the cases that an older program wrote, then processes the cases of every published
// site whose next job is due by the clock. Each event is recorded once, even if ticks run twice,
// late or in two processes at once, because events are added only to the history that was read.
// Calls `stop` before each case. Thread-safe.
TickReport tick(
    view::Services& services, const std::function<bool()>& stop = [] { return false; });

}  // namespace handler
