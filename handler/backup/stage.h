// The hidden folder in which a database is made before it takes its place.
#pragma once

#include <filesystem>

namespace handler::backup {

// DATA/.restoring, empty; what a killed program left in it is of no use. It is removed with the
// object. The caller holds DataLock::alone(). Throws core::Refused.
class Stage {
 public:
  explicit Stage(const std::filesystem::path& data);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace handler::backup
