// Leaves this process little more memory than it has, for as long as the object lives. Not with
// AddressSanitizer, which reserves terabytes of addresses.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <stdexcept>

namespace tests {

class LittleMemory {
 public:
  // More than `left` bytes cannot be allocated from now on. One at a time.
  explicit LittleMemory(std::size_t left) {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    if (pages == 0 || ::getrlimit(RLIMIT_AS, &before_) != 0) fail();
    const rlimit little{pages * static_cast<rlim_t>(::getpagesize()) + left, before_.rlim_max};
    if (::setrlimit(RLIMIT_AS, &little) != 0) fail();
  }
  ~LittleMemory() { ::setrlimit(RLIMIT_AS, &before_); }
  LittleMemory(const LittleMemory&) = delete;
  LittleMemory& operator=(const LittleMemory&) = delete;

 private:
  [[noreturn]] static void fail() { throw std::runtime_error("addresses cannot be limited"); }
  rlimit before_{};
};

}  // namespace tests
