// Collects one connection's bytes into complete, checked requests; independent of sockets and
// clocks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "handler/transport/request_head.h"
#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// Add bytes with append(); advance() returns the progress of the current request. After `complete`,
// take() returns it, and the remaining bytes belong to the next request (pipelining). After
// `refused`, read nothing more. Use from one thread at a time.
class RequestReader {
 public:
  enum class Progress { idle, head, body, complete, refused };

  explicit RequestReader(const web::TransportLimits& limits) : limits_(limits) {}

  void append(std::string_view bytes) { buffer_.append(bytes); }
  Progress advance();

  // The 4xx or 5xx after `refused`.
  int refusal() const { return refusal_; }
  // True once per request that asked for "100 Continue" and whose body has not arrived yet.
  bool take_wish_to_continue();
  // The complete request; the caller fills in the peer.
  web::Request take();
  // For the last request that take() returned.
  bool keep_alive() const { return head_.keep_alive; }

 private:
  Progress refuse(int status);

  const web::TransportLimits& limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;    // bytes of buffer_ that find_head_end has scanned
  std::size_t head_size_ = 0;  // 0 until the head is complete
  int refusal_ = 0;
  RequestHead head_;
};

}  // namespace handler::transport
