// The answers to requests that never reach the app: too slow, too large, malformed, too many. Most
// people who meet one have done nothing wrong, so each is a page that says what to do.
#pragma once

#include <map>

#include "handler/web/application.h"

namespace handler::transport {

// The application's page for this status with security headers; its reason phrase in plain text if
// the application has none. 405 names the methods, 503 says when to try again.
web::Response refusal(web::Application& application, int status);

// All of them, made once, because the thread that reads the connections must not wait for a disk.
// Thread-safe after construction.
class Refusals {
 public:
  explicit Refusals(web::Application& application);

  // `status` is one of those that web::Application::refusal_page() names.
  const web::Response& of(int status) const;

 private:
  std::map<int, web::Response> made_;
};

}  // namespace handler::transport
