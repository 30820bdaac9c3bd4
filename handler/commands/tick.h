// Records the events that follow from time, and destroys texts that were kept long enough: the only
// code that acts for the system, called by the timer command and by a thread of `serve`.
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
  int destroyed = 0;  // cases of which something was destroyed, because its time was over
  int overtaken = 0;  // another writer or tick changed the case first: left to the next tick
  std::string heads;  // of all chains, at the first tick of a day; "" at the others
  std::vector<std::string> failures;  // one sentence each; the other cases were processed
};

// First lists the cases that an older program wrote, then processes the cases of every published
// site whose next job is due by the clock. Each event is recorded once, even if ticks run twice,
// late or in two processes at once, because events are added only to the history that was read.
// Afterwards destroys what is due by retention, of a bounded number of cases, then sessions and
// counts that are over.
// While the clock is held nothing is recorded or destroyed, and the only failure says why.
// A tick that went through all sites keeps its time as a fact (store::facts::kLastTick), although
// single cases may have failed.
// Calls `stop` before each case and at the end. Thread-safe.
TickReport tick(
    view::Services& services, const std::function<bool()>& stop = [] { return false; });

// Ticks at once and then every `pause` until destroyed; the destructor waits only for the case in
// progress. Failures are logged, and the next tick tries again. After each tick the database is
// settled (Store::settle()). The services and the log must outlive it.
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
