// The commands that use a whole data folder: init and serve. What cannot be done throws
// core::Refused.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "handler/runtime.h"
#include "handler/transport/listener.h"

namespace handler {

struct ServeOptions {
  std::string public_folder;  // "": forms only, a web server serves the pages
  std::string listen = "127.0.0.1:8080";
  std::optional<transport::Listener> passed;  // by systemd, in place of `listen`
  std::vector<std::string> trusted_proxies;
  std::string dev_status;  // status file of `generator watch`; "": pages unchanged
};

// Creates the missing parts of the data folder and prints them.
void init(const RuntimeOptions& options, std::ostream& out);

// Serves until SIGINT or SIGTERM, then finishes requests in progress. Prints the address once it
// accepts connections, and tells systemd. A socket that systemd passed is used in place of
// `serve.listen`.
void serve_until_signal(const RuntimeOptions& options, ServeOptions serve, std::ostream& out);

}  // namespace handler
