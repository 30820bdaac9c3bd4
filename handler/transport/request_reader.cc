// Reads a request in three steps: find the end of the head, check the head, wait for the announced
// body.
#include "handler/transport/request_reader.h"

#include <utility>

#include "core/base/check.h"

namespace handler::transport {

RequestReader::Progress RequestReader::refuse(int status) {
  refusal_ = status;
  return Progress::refused;
}

RequestReader::Progress RequestReader::advance() {
  if (refusal_ != 0) return Progress::refused;
  if (head_size_ == 0) {
    if (buffer_.empty()) return Progress::idle;
    const HeadEnd end = find_head_end(buffer_, scanned_, limits_);
    scanned_ = buffer_.size();
    if (end.status != 0) return refuse(end.status);
    if (end.size == 0) return Progress::head;
    ParsedHead parsed = parse_head(std::string_view(buffer_).substr(0, end.size), limits_);
    if (parsed.status != 0) return refuse(parsed.status);
    head_ = std::move(parsed.head);
    head_size_ = end.size;
  }
  return buffer_.size() - head_size_ < head_.body_bytes ? Progress::body : Progress::complete;
}

bool RequestReader::take_wish_to_continue() {
  return std::exchange(head_.expects_continue, false) && buffer_.size() == head_size_;
}

web::Request RequestReader::take() {
  BANCHENG_CHECK(head_size_ > 0 && buffer_.size() >= head_size_ + head_.body_bytes);
  web::Request request;
  request.method = head_.method;
  request.path = std::move(head_.target.path);
  request.query = std::move(head_.target.query);
  request.headers = std::move(head_.headers);
  request.body = buffer_.substr(head_size_, head_.body_bytes);
  buffer_.erase(0, head_size_ + head_.body_bytes);
  // An idle connection should not keep the memory of its largest request.
  if (buffer_.empty()) buffer_.shrink_to_fit();
  head_size_ = 0;
  scanned_ = 0;
  return request;
}

}  // namespace handler::transport
