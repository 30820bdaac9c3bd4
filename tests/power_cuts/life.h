// One life of a data folder between power cuts. A seed decides everything, so that a failure can be
// seen again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/power_cuts/ledger.h"

namespace power {

struct Wish {
  std::uint64_t seed = 0;
  bool lies = false;  // the control: a disk that says that it has synced and has not
};

struct Outcome {
  int cuts = 0;
  int acknowledged = 0;  // answers of the store that something is kept
  Faults faults;
  std::vector<std::string> story;  // a line for each span between two cuts

  bool is_good() const { return faults.said.empty(); }
};

// Begins with an empty folder, or with a database of an older program that is to be migrated. Lets
// a window work until the power goes out, one to three times: in any step of opening, migrating,
// writing, checkpointing, destroying or closing. Each time the store is opened on what the disk has
// left. At the end everything that was ever acknowledged must be there and whole, everything sent
// again must be there once, and verification must find nothing.
Outcome live(const Wish& wish);

}  // namespace power
