// What problems have in common: the same matter at the same unit for the same cause, again and
// again (CA-31).
#pragma once

#include <string>
#include <vector>

#include "core/publications/statistics.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// One case as it is compared with others.
struct Problem {
  CaseId id = 0;
  std::string name;    // its serial number
  std::string matter;  // as the window named it; "" if that was destroyed
  std::string unit;    // name; "" if it was never handed over
  std::string cause;   // name; "" if nobody has said
};

// Cases that are alike in all three; never none.
struct CommonProblem {
  std::vector<Problem> cases;  // in the order given
};

// Fewer are no repetition.
inline constexpr std::size_t kFewestAlike = 2;

// Every group, the largest first, of those as large the one whose first case was given first. Two
// matters are the same if nothing but spaces and full-width letters tell them apart; without a
// matter no two cases are alike. Pure.
std::vector<CommonProblem> common_problems(const std::vector<Problem>& problems);

// How many have which value of one of the three; the largest first, at most `most`. Those without
// one count nowhere.
std::vector<core::CountOf> most_frequent(const std::vector<Problem>& problems,
                                         std::string Problem::*value, std::size_t most);

}  // namespace handler::cases
