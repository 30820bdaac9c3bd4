// Bytes that are put aside on the disk while they are worked on, in a file without a name: the
// system frees it when the last user is gone, however the process ends. What is put there must be
// sealed already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace core {

// Not thread-safe; movable.
class Spool {
 public:
  // A new empty one on the file system of `folder`. Fails with no_access, not_found or disk_full.
  static Result<Spool> make(const std::filesystem::path& folder);

  Status append(std::string_view bytes);
  // `count` bytes from `offset`; fails with `corrupt` if there are not so many.
  Result<std::string> read(std::uint64_t offset, std::size_t count) const;
  std::uint64_t size() const { return size_; }

 private:
  explicit Spool(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
  std::uint64_t size_ = 0;
};

}  // namespace core
