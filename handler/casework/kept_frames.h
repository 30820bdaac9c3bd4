// What stands around the answers of the portal, filled once for each kind of page: nothing of it
// changes until the site is published anew.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "core/page/page_template.h"

namespace handler::view {

// Thread-safe. Keys come from a page's kind and title, never from what a visitor sends: nothing is
// ever forgotten.
class KeptFrames {
 public:
  // The reference is good as long as this is.
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
