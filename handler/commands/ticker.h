// A thread of `serve` that ticks about once a minute, so that an installation with one server needs
// no timer.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "handler/casework/services.h"
#include "handler/log.h"

namespace handler {

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
