// Serves one connection in a thread.
#include "tests/handler/files/fake_clamd.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace tests {

FakeClamd::FakeClamd(std::string answer, Manner manner)
    : answer_(std::move(answer)),
      manner_(manner),
      listening_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::ranges::copy(socket().string(), address.sun_path);
  if (::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listening_, 5) != 0)
    throw std::runtime_error("cannot listen");
  thread_ = std::thread([this] { serve(); });
}

FakeClamd::~FakeClamd() {
  ::shutdown(listening_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  ::close(listening_);
}

const std::string& FakeClamd::command() {
  if (thread_.joinable()) thread_.join();
  return command_;
}

const std::string& FakeClamd::bytes() {
  if (thread_.joinable()) thread_.join();
  return bytes_;
}

bool FakeClamd::read(int connection, char* to, std::size_t count) {
  return ::recv(connection, to, count, MSG_WAITALL) == static_cast<ssize_t>(count);
}

void FakeClamd::read_question(int connection) {
  for (char c = 1; c != 0 && read(connection, &c, 1);) command_ += c;
  if (manner_ == answers_early || !command_.starts_with("zINSTREAM")) return;
  std::array<unsigned char, 4> head{};
  while (read(connection, reinterpret_cast<char*>(head.data()), head.size())) {
    const std::size_t size = std::size_t{head[0]} << 24U | std::size_t{head[1]} << 16U |
                             std::size_t{head[2]} << 8U | head[3];
    if (size == 0) return;
    std::string chunk(size, '\0');
    if (!read(connection, chunk.data(), size)) return;
    bytes_ += chunk;
  }
}

void FakeClamd::serve() {
  const int connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
  if (connection < 0) return;
  if (manner_ != closes_at_once) {
    read_question(connection);
    char c = 0;
    if (manner_ == says_nothing) {
      read(connection, &c, 1);  // until the other side leaves
    } else {
      (void)::send(connection, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    }
  }
  ::close(connection);
}

}  // namespace tests
