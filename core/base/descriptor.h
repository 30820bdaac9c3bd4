// An open file or folder that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace core {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  int get() const { return number_; }
  bool ok() const { return number_ >= 0; }
  // Returns 0, or -1 with errno set. Some file systems report a full disk only here.
  int close() {
    const int number = std::exchange(number_, -1);
    return number < 0 ? 0 : ::close(number);
  }

 private:
  int number_;
};

}  // namespace core
