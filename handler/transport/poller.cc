// The calls of the kernel.
#include "handler/transport/poller.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

namespace handler::transport {
namespace {

core::Failure system_refusal(const char* what) {
  return {core::FailureCode::unavailable,
          std::string("cannot create ") + what + ": " + std::generic_category().message(errno)};
}

constexpr rlim_t kEnoughDescriptors = 4096;

}  // namespace

core::Status Poller::open() {
  epoll_ = core::Descriptor(::epoll_create1(EPOLL_CLOEXEC));
  if (!epoll_.ok()) return system_refusal("an epoll instance");
  wake_ = core::Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake_.ok()) return system_refusal("an event descriptor");
  if (!add(wake_.get(), kWakeId, EPOLLIN)) return system_refusal("a wake-up");
  return core::success();
}

void Poller::prepare(int socket) {
  const int on = 1;
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  // Without it an answer waits up to 40 ms for the peer's delayed acknowledgement. Fails harmlessly
  // on Unix sockets.
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool Poller::add(int socket, std::uint64_t id, std::uint32_t events) const {
  epoll_event event{events, {.u64 = id}};
  return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket, &event) == 0;
}

void Poller::change(int socket, std::uint64_t id, std::uint32_t events) const {
  epoll_event event{events, {.u64 = id}};
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, socket, &event);
}

void Poller::remove(int socket) const {
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, socket, nullptr);
}

std::span<const epoll_event> Poller::wait(std::chrono::milliseconds longest) {
  const int count = ::epoll_wait(epoll_.get(), events_.data(), static_cast<int>(events_.size()),
                                 static_cast<int>(longest.count()));
  return {events_.data(), static_cast<std::size_t>(std::max(count, 0))};
}

void Poller::wake() const {
  const std::uint64_t one = 1;
  // If the counter is full, the thread wakes anyway.
  [[maybe_unused]] const ssize_t count = ::write(wake_.get(), &one, sizeof one);
}

void Poller::take_wake() const {
  std::uint64_t counter = 0;
  [[maybe_unused]] const ssize_t count = ::read(wake_.get(), &counter, sizeof counter);
}

int most_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < std::min(limit.rlim_max, kEnoughDescriptors)) {
    limit.rlim_cur = std::min(limit.rlim_max, kEnoughDescriptors);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 1U << 20));
}

}  // namespace handler::transport
