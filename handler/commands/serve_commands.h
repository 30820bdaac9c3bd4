// The commands that run the app on a data folder: init, serve.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

struct ServeOptions {
  std::string public_folder;  // "" : forms only, a web server has the pages
  std::string listen = "127.0.0.1:8080";
  std::vector<std::string> trusted_proxies;
  std::string dev_status;  // status file of `generator watch`; "" : pages as they are
};

// Makes what is missing of the data folder and prints it.
core::Status init(const RuntimeOptions& options, std::ostream& out);

// Serves until SIGINT or SIGTERM; requests in progress are finished. Prints the address once it can
// be used.
core::Status serve_until_signal(const RuntimeOptions& options, const ServeOptions& serve,
                                std::ostream& out);

}  // namespace handler
