// One program at a time in a folder: the publisher in the content, a preview in the previews.
#pragma once

#include <filesystem>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace handler::publishing {

// A lock on the folder itself, which needs no file in it. The system lets go of it when the process
// ends, and the generator that it gave the descriptor to: a generator that outlives its killed
// starter keeps the next one waiting. Threads of one process keep each other out too.
class FolderLock {
 public:
  // `busy` while another holds it.
  static core::Result<FolderLock> take(const std::filesystem::path& folder);

  int descriptor() const { return folder_.get(); }

 private:
  explicit FolderLock(core::Descriptor folder) : folder_(std::move(folder)) {}

  core::Descriptor folder_;
};

}  // namespace handler::publishing
