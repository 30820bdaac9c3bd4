// Keeps builds with public folders of their own from publishing to one folder at the same time:
// what one of them has stored, and no site uses yet, the other would remove as unused.
#pragma once

#include <filesystem>
#include <functional>
#include <utility>

#include "core/base/descriptor.h"
#include "core/base/result.h"

namespace core {

// Held from the first stored version until what no version uses is removed. Readers need no lock.
class PublishingLock {
 public:
  // Makes the folder if it is missing, and waits until no other build holds the lock, in this
  // process or in another. `waits` is called once if it has to. Thread-safe.
  static Result<PublishingLock> take(const std::filesystem::path& published_root,
                                     const std::function<void()>& waits = {});

 private:
  explicit PublishingLock(Descriptor folder) : folder_(std::move(folder)) {}

  Descriptor folder_;
};

}  // namespace core
