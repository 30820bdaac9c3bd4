// Finds common problems: the same matter at the same unit for the same cause, repeatedly (CA-31).
#pragma once

#include <string>
#include <vector>

#include "core/publications/statistics.h"
#include "handler/cases/fold/event.h"

namespace handler::cases {

// One case, reduced to the values that are compared.
struct Problem {
  CaseId id = 0;
  std::string name;    // its serial number
  std::string matter;  // as named by the window; "" if the text was destroyed
  std::string unit;    // name; "" if the case was never dispatched
  std::string cause;   // name; "" if none was stated
};

// Cases with equal matter, unit and cause; never empty.
struct CommonProblem {
  std::vector<Problem> cases;  // in the order given
};

// Fewer cases are not a common problem.
inline constexpr std::size_t kFewestAlike = 2;

// All groups, the largest first; groups of equal size in order of their first case. Two matters are
// equal if they differ only in spaces and full-width letters; a case without a matter is in no
// group. Pure.
std::vector<CommonProblem> common_problems(const std::vector<Problem>& problems);

// Counts the cases by one of the three values: the largest first, at most `most`. Cases without the
// value are not counted.
std::vector<core::CountOf> most_frequent(const std::vector<Problem>& problems,
                                         std::string Problem::*value, std::size_t most);

}  // namespace handler::cases
