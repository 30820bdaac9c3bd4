// Keeps a restore and the programs that use the data apart.
#pragma once

#include <filesystem>
#include <utility>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace handler::store {

// A lock on the data folder itself, held until it is destroyed; the system lets go of it when the
// process dies.
class DataLock {
 public:
  // For a program that uses the data; any number hold it at once. `busy` while a restore replaces
  // them. Where the folder cannot be read there is nothing to hold, and no failure.
  static core::Result<DataLock> share(const std::filesystem::path& data);
  // For a restore. `busy` while another program uses the data.
  static core::Result<DataLock> alone(const std::filesystem::path& data);

 private:
  explicit DataLock(core::Descriptor folder) : folder_(std::move(folder)) {}

  core::Descriptor folder_;
};

}  // namespace handler::store
