// Remembers what worked, and says once what is left out.
#include "handler/store/database/upkeep.h"

namespace handler::store {
namespace {

// In the order in which they are tried: each is left out alone before both are.
constexpr Upkeep kAll[] = {{true, true}, {false, true}, {true, false}, {false, false}};

std::string left_out(const Upkeep& kept) {
  if (!kept.counters && !kept.lists) return "the counters and the lists of cases are";
  return kept.counters ? "the lists of cases are" : "the counters are";
}

}  // namespace

std::vector<Upkeep> UpkeepState::attempts() const {
  const Upkeep known = now();
  std::vector<Upkeep> tried;
  for (const Upkeep& one : kAll) {
    const bool asks_for_more = (one.counters && !known.counters) || (one.lists && !known.lists);
    if (!asks_for_more) tried.push_back(one);
  }
  return tried;
}

void UpkeepState::learn(const Upkeep& kept) {
  {
    const std::lock_guard lock(mutex_);
    const Upkeep both{upkeep_.counters && kept.counters, upkeep_.lists && kept.lists};
    if (both == upkeep_) return;
    upkeep_ = both;
  }
  warn(left_out(kept) +
       " damaged in the database file: reports are kept without them; stop the handler, run "
       "handler verify, then handler repair, or restore the newest backup");
}

void UpkeepState::trust_counters() {
  const std::lock_guard lock(mutex_);
  upkeep_.counters = true;
}

void UpkeepState::trust_lists() {
  const std::lock_guard lock(mutex_);
  upkeep_.lists = true;
}

Upkeep UpkeepState::now() const {
  const std::lock_guard lock(mutex_);
  return upkeep_;
}

}  // namespace handler::store
