// Non-blocking reads and writes of one connection.
#include "handler/transport/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "handler/web/request.h"

namespace handler::transport {
namespace {

constexpr std::size_t kReadAtOnce = 65536;
constexpr std::size_t kMostDiscarded = 1U << 20;

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

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
