// A cache of page frames of the portal: they change only when the site is published again.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "core/page/page_template.h"

namespace handler::view {

// Thread-safe. Keys are made from a page's kind and title, never from a request, so entries need no
// eviction.
class KeptFrames {
 public:
  // The reference is valid as long as this object.
  const core::TemplateData& get(const std::string& key,
                                const std::function<core::TemplateData()>& make) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    return found != kept_.end() ? found->second : kept_.emplace(key, make()).first->second;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::map<std::string, core::TemplateData> kept_;
};

}  // namespace handler::view
