// Keeps what is to be done until main() asks.
#include "tests/support/preparation.h"

#include <vector>

namespace tests {
namespace {

// Filled before main() runs.
std::vector<void (*)()>& prepared_works() {
  static std::vector<void (*)()> all;
  return all;
}

}  // namespace

Preparation::Preparation(void (*work)()) {
  prepared_works().push_back(work);
}

void prepare() {
  for (const auto work : prepared_works()) work();
}

}  // namespace tests
