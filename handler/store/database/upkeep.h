// Which tables beside the record are kept up: counters and lists only help and can be made again,
// so no report is refused because a page of theirs is damaged.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace handler::store {

// What one write keeps up beside the record.
struct Upkeep {
  bool counters = true;  // limits
  bool lists = true;     // marks, words, assisting units; a case left out is listed later

  bool operator==(const Upkeep&) const = default;
};

// What this process has learned of the tables. SQLite refuses to commit a transaction that has met
// a damaged page, so a write is repeated without the tables that may be damaged, and what worked is
// tried first from then on. Thread-safe.
class UpkeepState {
 public:
  // `warn` gets one sentence for the operator when something is left out from now on.
  explicit UpkeepState(std::function<void(const std::string&)> warn = {})
      : warn_(std::move(warn)) {}

  // What to try, in this order.
  std::vector<Upkeep> attempts() const;
  // A write was done with `kept`.
  void learn(const Upkeep& kept);
  // Something was written to these tables after all.
  void trust_counters();
  void trust_lists();
  Upkeep now() const;
  // Tells the operator.
  void warn(const std::string& what) const {
    if (warn_) warn_(what);
  }

 private:
  mutable std::mutex mutex_;
  Upkeep upkeep_;
  std::function<void(const std::string&)> warn_;
};

}  // namespace handler::store
