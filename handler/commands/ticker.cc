// Runs ticks and logs their results.
#include "handler/commands/ticker.h"

#include <exception>

#include "handler/commands/tick.h"

namespace handler {

Ticker::Ticker(view::Services& services, Log& log, std::chrono::milliseconds pause)
    : services_(services), log_(log), pause_(pause), thread_([this] { work(); }) {}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Ticker::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Ticker::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    tick_once();
    lock.lock();
    wake_.wait_for(lock, pause_, [this] { return stopping_; });
  }
}

// A case that cannot be read must not stop the server.
void Ticker::tick_once() {
  try {
    const TickReport report = tick(services_, [this] { return stopping(); });
    if (report.events > 0) log_.write("tick", {{"cases", report.cases}, {"events", report.events}});
    for (const std::string& failure : report.failures)
      log_.write("tick_failed", {{"what", failure}});
  } catch (const std::exception& error) {
    log_.write("tick_failed", {{"what", error.what()}});
  }
}

}  // namespace handler
