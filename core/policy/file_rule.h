// How many files people may add to a case, and how large: the numbers of the program, which a
// policy may lower.
#pragma once

#include <cstdint>

namespace core {

// One megabyte as file managers of computers count it. A file that another program shows as
// "5.0 MB", counted in thousands, is smaller and fits too.
inline constexpr std::uint64_t kMegabyte = 1ULL << 20U;

// The values that stand here are the numbers of the program.
struct FileRule {
  bool taken = true;          // false: cases hold words alone
  int most = 4;               // files in one sending
  int each = 5;               // megabytes of one file
  int of_case = 12;           // files of one case
  int before_acceptance = 3;  // megabytes of all files of a reporter until the case is accepted

  bool operator==(const FileRule&) const = default;
};

}  // namespace core
