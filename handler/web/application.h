// The interface between the transports and the app: a function from Request to Response, and the
// limits that both transports enforce.
#pragma once

#include <cstddef>

#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::web {

// Thread-safe: serve calls it from many threads, cgi from one. Never throws.
class Application {
 public:
  virtual ~Application() = default;
  virtual Response handle(const Request& request) = 0;
};

// Enforced by both transports before memory is allocated: sizes in bytes, times in seconds.
struct TransportLimits {
  std::size_t head_bytes = 16384;
  std::size_t header_count = 64;
  // A text of 4,000 Chinese characters is 36,000 bytes urlencoded; a form has at most three.
  std::size_t body_bytes = 262144;
  int head_seconds = 10;
  int body_seconds = 30;
  int connections_per_address = 32;
  int connections = 512;
};

}  // namespace handler::web
