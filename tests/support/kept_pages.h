// Keeps the pages of a rendering in memory.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "generator/build/rendering.h"

namespace tests {

class KeptPages : public generator::PageSink {
 public:
  core::Status put(const std::string& path, std::string_view html) override {
    const std::lock_guard lock(mutex_);
    pages_.emplace(path, html);
    return core::success();
  }
  // By path below the public folder; complete when rendering has ended.
  const std::map<std::string, std::string>& pages() const { return pages_; }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> pages_;
};

}  // namespace tests
