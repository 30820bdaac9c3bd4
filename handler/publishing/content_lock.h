// One publisher at a time over a content folder.
#pragma once

#include <filesystem>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace handler::publishing {

// A lock on the content folder itself, which needs no file in it. The system lets go of it when the
// process ends, and the generator that it started: a generator that outlives a killed publisher
// keeps the next one waiting.
class ContentLock {
 public:
  // `busy` while another publisher works.
  static core::Result<ContentLock> take(const std::filesystem::path& content);

  int descriptor() const { return folder_.get(); }

 private:
  explicit ContentLock(core::Descriptor folder) : folder_(std::move(folder)) {}

  core::Descriptor folder_;
};

}  // namespace handler::publishing
