// Keeps what is to be done until main() asks.
#include "tests/support/preparation.h"

#include <vector>

namespace tests {
namespace {

// Filled before main() runs.
std::vector<void (*)()>& works() {
  static std::vector<void (*)()> all;
  return all;
}

}  // namespace

Preparation::Preparation(void (*work)()) {
  works().push_back(work);
}

void prepare() {
  for (const auto work : works()) work();
}

}  // namespace tests
