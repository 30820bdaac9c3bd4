// A cache of the events of recently read cases. Committed events never change, so an entry stays
// valid until the case gets a new event, or the database was lost: then another server may have
// given the number of an event anew.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "handler/cases/fold/event.h"

namespace handler::store {

using History = std::shared_ptr<const std::vector<cases::Event>>;

// Thread-safe. Only for reads outside write transactions: events seen inside one may be rolled back
// and their seq given to other events.
class HistoryMemory {
 public:
  // The events of a case up to `last_seq`, or nullptr. `losses` is Connections::losses() before the
  // read began.
  History find(cases::CaseId id, std::int64_t last_seq, std::uint64_t losses) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(id);
    if (found == kept_.end()) return nullptr;
    const Kept& kept = found->second;
    return kept.last_seq == last_seq && kept.losses == losses ? kept.history : nullptr;
  }

  void keep(cases::CaseId id, std::int64_t last_seq, std::uint64_t losses, History history) {
    const std::lock_guard lock(mutex_);
    // At most a few hundred kB; any entry may be evicted.
    if (kept_.size() >= kMostCases && !kept_.contains(id)) kept_.erase(kept_.begin());
    kept_[id] = {last_seq, losses, std::move(history)};
  }

 private:
  static constexpr std::size_t kMostCases = 256;

  struct Kept {
    std::int64_t last_seq = 0;
    std::uint64_t losses = 0;
    History history;
  };

  mutable std::mutex mutex_;
  std::unordered_map<cases::CaseId, Kept> kept_;
};

}  // namespace handler::store
