// The line that a proof prints at its end, as it stands in the table of docs/proof.md.
#pragma once

#include <cstdlib>
#include <ctime>
#include <string>

namespace tests {

// "| date | commit | what | size | result |". script/prove says in BANCHENG_COMMIT which commit was
// built.
inline std::string proof_row(const std::string& what, const std::string& size,
                             const std::string& result) {
  const char* commit = std::getenv("BANCHENG_COMMIT");
  const std::time_t now = std::time(nullptr);
  char day[16] = "";
  std::strftime(day, sizeof day, "%Y-%m-%d", std::gmtime(&now));
  return std::string("| ") + day + " | " + (commit == nullptr ? "unknown" : commit) + " | " + what +
         " | " + size + " | " + result + " |";
}

// "12,345", for such a line.
inline std::string grouped(long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace tests
