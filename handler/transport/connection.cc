// Non-blocking reads and writes of one connection. A request is read in three steps: find the end
// of the head, check the head, wait for the announced body.
#include "handler/transport/connection.h"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "core/base/check.h"

namespace handler::transport {
namespace {

constexpr std::size_t kReadAtOnce = 65536;
constexpr std::uint64_t kSendAtOnce = 1U << 20;
constexpr std::size_t kMostDiscarded = 1U << 20;

// A short string lies within its object.
std::size_t memory_of(const std::string& text) {
  return text.capacity() > std::string().capacity() ? text.capacity() : 0;
}

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
  if (buffer_.size() == announced_bytes()) {
    // The usual case: nothing follows, so the buffer becomes the body and is not copied.
    buffer_.erase(0, head_size_);
    request.body = std::exchange(buffer_, {});
  } else {
    request.body = buffer_.substr(head_size_, head_.body_bytes);
    buffer_.erase(0, announced_bytes());
  }
  // A request without a body should not keep the memory of its head.
  if (request.body.empty()) request.body.shrink_to_fit();
  head_size_ = 0;
  scanned_ = 0;
  return request;
}

// Grows to what is announced and not beyond it, because every byte counts against the budget.
void RequestReader::append(std::string_view bytes) {
  const std::size_t needed = buffer_.size() + bytes.size();
  if (needed > buffer_.capacity()) {
    const std::size_t doubled = std::max(needed, 2 * buffer_.capacity());
    const bool is_known = head_size_ > 0;
    // A new string, because reserve() doubles whatever it is asked for.
    std::string larger;
    larger.reserve(is_known ? std::max(needed, std::min(doubled, announced_bytes())) : doubled);
    larger.append(buffer_);
    buffer_ = std::move(larger);
  }
  buffer_.append(bytes);
}

std::size_t RequestReader::held_bytes() const {
  return memory_of(buffer_);
}

void RequestReader::drop() {
  buffer_ = {};
  head_size_ = 0;
  scanned_ = 0;
}

Connection::Connection(int socket_fd, std::uint64_t number, ClientAddress who,
                       const web::TransportLimits& limits)
    : socket(socket_fd),
      id(number),
      client(std::move(who)),
      group(web::address_group(client.address)),
      network(web::wide_group(client.address)),
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
  // With a file to follow, the kernel waits for its first bytes before it sends the head.
  const int flags = MSG_NOSIGNAL | (answer.file ? MSG_MORE : 0);
  while (sent < answer.bytes.size()) {
    const ssize_t count =
        ::send(socket, answer.bytes.data() + sent, answer.bytes.size() - sent, flags);
    if (count < 0) return would_block() ? Outcome::blocked : Outcome::closed;
    sent += static_cast<std::size_t>(count);
  }
  return answer.file ? send_file() : Outcome::done;
}

Connection::Outcome Connection::send_file() {
  const std::uint64_t end = std::min(answer.file_size, answer.file_sent + kSendAtOnce);
  while (answer.file_sent < end) {
    auto offset = static_cast<off_t>(answer.file_sent);
    const ssize_t count = ::sendfile(socket, answer.file->get(), &offset,
                                     static_cast<std::size_t>(end - answer.file_sent));
    if (count < 0) return would_block() ? Outcome::blocked : Outcome::closed;
    if (count == 0) return Outcome::closed;  // shorter than announced: the file was cut meanwhile
    answer.file_sent += static_cast<std::uint64_t>(count);
  }
  // The others get their turn; epoll reports the socket again.
  return answer.file_sent < answer.file_size ? Outcome::blocked : Outcome::done;
}

std::size_t Connection::held_bytes() const {
  return reader.held_bytes() + memory_of(request.body) + memory_of(answer.bytes);
}

void Connection::send_continue() const {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  // If the peer is gone, the next read reports it.
  [[maybe_unused]] const ssize_t count =
      ::send(socket, kContinue.data(), kContinue.size(), MSG_NOSIGNAL);
}

void turn_away(int socket, const web::Response& refusal) {
  const Answer answer = answer_to_send(refusal, {});
  std::array<char, 16384> bytes;
  [[maybe_unused]] ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
  count = ::send(socket, answer.bytes.data(), answer.bytes.size(), MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
}

}  // namespace handler::transport
