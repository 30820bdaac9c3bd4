// The answers to requests that never reach the app: too slow, too large, malformed, too many. Most
// people who meet one have done nothing wrong, so each is a page that says what to do.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <variant>

#include "handler/web/application.h"

namespace handler::transport {

// Why a request is refused: a status that web::Application::refusal_page() names, or files that are
// not taken (403, 413 or 503).
using Cause = std::variant<int, core::FilesRefused>;

// The application's page for this cause with security headers; its reason phrase in plain text if
// the application has none. 405 names the methods, 503 says when to try again.
web::Response refusal(web::Application& application, Cause cause);

// All of them in memory, because the thread that reads the connections must not wait for a disk.
// Workers make them again now and then, so that they are those of the newest build. Thread-safe.
class Refusals {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  // Makes them; they are kept for at least `kept`.
  Refusals(web::Application& application, std::chrono::milliseconds kept);

  // Makes them again if they were kept long enough; the application may read files for it. If that
  // fails, the old ones stay.
  void follow(Instant now) noexcept;

  web::Response of(Cause cause) const;

  // The application's answer; the refusal with 500 if it throws.
  web::Response answer_to(const web::Request& request) const;

 private:
  using Made = std::map<Cause, web::Response>;
  static Made made_by(web::Application& application);

  web::Application& application_;
  const std::chrono::milliseconds kept_;
  std::atomic<Instant> made_at_;
  mutable std::mutex mutex_;  // guards the pointer
  std::shared_ptr<const Made> made_;
};

}  // namespace handler::transport
