// Collects one connection's bytes into whole, checked requests; knows no sockets and no clock.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "handler/transport/request_head.h"
#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// Bytes go in with append(); advance() says how far the current request is. After `complete`,
// take() gives it and what follows belongs to the next one (pipelining). After `refused` nothing
// more may be read. One thread.
class RequestReader {
 public:
  enum class Progress { idle, head, body, complete, refused };

  explicit RequestReader(const web::TransportLimits& limits) : limits_(limits) {}

  void append(std::string_view bytes) { buffer_.append(bytes); }
  Progress advance();

  // The 4xx or 5xx after `refused`.
  int refusal() const { return refusal_; }
  // True once per request that asked for "100 Continue" and whose body is not here yet.
  bool take_wish_to_continue();
  // The complete request; whose peer it is, the caller fills in.
  web::Request take();
  // Of the request that take() gave last.
  bool keep_alive() const { return head_.keep_alive; }

 private:
  Progress refuse(int status);

  const web::TransportLimits& limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;    // bytes of buffer_ that find_head_end has seen
  std::size_t head_size_ = 0;  // 0 until the head is whole
  int refusal_ = 0;
  RequestHead head_;
};

}  // namespace handler::transport
