// Records the events that follow from time: the only code that acts for the system, called by the
// timer command and by a thread of `serve`.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "handler/casework/services.h"
#include "handler/log.h"

namespace handler {

struct TickReport {
  int cases = 0;  // cases with a new event
  int events = 0;
  int overtaken = 0;  // another writer or tick changed the case first: left to the next tick
  std::string heads;  // of all chains, at the first tick of a day; "" at the others
  std::vector<std::string> failures;  // one sentence each; the other cases were processed
};

// First lists the cases that an older program wrote, then processes the cases of every published
// site whose next job is due by the clock. Each event is recorded once, even if ticks run twice,
// late or in two processes at once, because events are added only to the history that was read.
// While the clock is held nothing is recorded, and the only failure says why.
// Calls `stop` before each case. Thread-safe.
TickReport tick(
    view::Services& services, const std::function<bool()>& stop = [] { return false; });

// Ticks at once and then every `pause` until destroyed; the destructor waits only for the case in
// progress. Failures are logged, and the next tick tries again. The services and the log must
// outlive it.
class Ticker {
 public:
  Ticker(view::Services& services, Log& log,
         std::chrono::milliseconds pause = std::chrono::minutes{1});
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  void work();
  void tick_once();
  bool stopping();

  view::Services& services_;
  Log& log_;
  std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace handler
