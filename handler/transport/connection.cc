// Non-blocking reads and writes of one connection. A request is read in three steps: find the end
// of the head, check the head, wait for the announced body.
#include "handler/transport/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "core/base/check.h"

namespace handler::transport {
namespace {

constexpr std::size_t kReadAtOnce = 65536;
constexpr std::size_t kMostDiscarded = 1U << 20;

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

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

Connection::Connection(int socket_fd, std::uint64_t number, ClientAddress who,
                       const web::TransportLimits& limits)
    : socket(socket_fd),
      id(number),
      client(std::move(who)),
      group(web::address_group(client.address)),
      reader(limits) {}

Connection::~Connection() {
  ::close(socket);
}

Connection::Outcome Connection::receive() {
  std::array<char, kReadAtOnce> bytes;
  const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
  if (count > 0) {
    reader.append({bytes.data(), static_cast<std::size_t>(count)});
    return Outcome::done;
  }
  return count < 0 && would_block() ? Outcome::blocked : Outcome::closed;
}

Connection::Outcome Connection::discard() {
  std::array<char, kReadAtOnce> bytes;
  const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
  if (count > 0) discarded += static_cast<std::size_t>(count);
  if (count > 0 && discarded < kMostDiscarded) return Outcome::done;
  return count < 0 && would_block() ? Outcome::blocked : Outcome::closed;
}

Connection::Outcome Connection::send() {
  while (sent < answer.size()) {
    const ssize_t count = ::send(socket, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
    if (count < 0) return would_block() ? Outcome::blocked : Outcome::closed;
    sent += static_cast<std::size_t>(count);
  }
  return Outcome::done;
}

void Connection::send_continue() const {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  // If the peer is gone, the next read reports it.
  [[maybe_unused]] const ssize_t count =
      ::send(socket, kContinue.data(), kContinue.size(), MSG_NOSIGNAL);
}

}  // namespace handler::transport
