// The events of cases that were just read: what was committed up to an event never changes, so a
// case that is looked at again is not read again.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "handler/cases/fold/event.h"

namespace handler::store {

using History = std::shared_ptr<const std::vector<cases::Event>>;

// Thread-safe. Only for what a read outside of write transactions has seen: what a transaction sees
// may be undone, and its numbers given to other events.
class HistoryMemory {
 public:
  // The events of a case up to `last_seq`, or nothing.
  History find(cases::CaseId id, std::int64_t last_seq) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(id);
    return found != kept_.end() && found->second.last_seq == last_seq ? found->second.history
                                                                      : nullptr;
  }

  void keep(cases::CaseId id, std::int64_t last_seq, History history) {
    const std::lock_guard lock(mutex_);
    // A few hundred kB at most; which case is forgotten matters little.
    if (kept_.size() >= kMostCases && !kept_.contains(id)) kept_.erase(kept_.begin());
    kept_[id] = {last_seq, std::move(history)};
  }

 private:
  static constexpr std::size_t kMostCases = 256;

  struct Kept {
    std::int64_t last_seq = 0;
    History history;
  };

  mutable std::mutex mutex_;
  std::unordered_map<cases::CaseId, Kept> kept_;
};

}  // namespace handler::store
