// Tells one thread which of its sockets can be read or written, and lets other threads wake it.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace handler::transport {

// epoll and an event descriptor. wake() may be called from any thread and from a signal handler,
// everything else from one thread.
class Poller {
 public:
  // An id that no socket has: the event of wake().
  static constexpr std::uint64_t kWakeId = 0;

  core::Status open();
  // Non-blocking, close-on-exec, answers leave at once. Any thread.
  static void prepare(int socket);
  // False if the system has no room for it. `events` as epoll takes them.
  bool add(int socket, std::uint64_t id, std::uint32_t events) const;
  void change(int socket, std::uint64_t id, std::uint32_t events) const;
  void remove(int socket) const;
  // What has happened, after at most so long. Valid until the next call.
  std::span<const epoll_event> wait(std::chrono::milliseconds longest);
  void wake() const;
  // How many files were open before it, about, and its own two: the system gives the lowest number.
  int descriptors_below() const { return wake_.get() + 1; }
  // Takes note of a wake().
  void take_wake() const;

 private:
  core::Descriptor epoll_{-1};
  core::Descriptor wake_{-1};
  std::array<epoll_event, 128> events_{};
};

// How many files the process may have open, after asking the system for enough. Any thread.
int most_descriptors();

}  // namespace handler::transport
