// What both transports feed: a function from Request to Response, and the limits they enforce
// before it.
#pragma once

#include <cstddef>
#include <string>

#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::web {

// Thread-safe: serve calls it from many threads at once, cgi from one. Never throws.
class Application {
 public:
  virtual ~Application() = default;
  virtual Response handle(const Request& request) = 0;
};

// Enforced by both transports before memory is spent: head and body in bytes, time in
// seconds.
struct TransportLimits {
  std::size_t head_bytes = 16384;
  std::size_t header_count = 64;
  // 4,000 Chinese characters are 36,000 bytes urlencoded, and there are three such texts at most.
  std::size_t body_bytes = 262144;
  int head_seconds = 10;
  int body_seconds = 30;
  int connections_per_address = 32;
  int connections = 512;
};

}  // namespace handler::web
