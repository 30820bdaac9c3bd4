// A sign beside the database that a wrong number could not be counted lately. Processes for one
// request share no memory, and on a full disk no rows either, but an empty file and its time.
#pragma once

#include <filesystem>
#include <utility>

#include "core/time/local_time.h"

namespace handler::view {

// Any number of processes may use the same file.
class UncountedSign {
 public:
  // Without a file nothing is noted.
  UncountedSign() = default;
  explicit UncountedSign(std::filesystem::path file) : file_(std::move(file)) {}

  // Something could not be counted. A failure is ignored: stands() sees a folder that takes
  // nothing.
  void note(core::Instant now) const;
  // True for ten minutes after the last note, and while the file's folder cannot be written.
  bool stands(core::Instant now) const;

 private:
  std::filesystem::path file_;
};

}  // namespace handler::view
