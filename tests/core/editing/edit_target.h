// What the fuzzer and the test of damaged files do with any bytes at all.
#pragma once

#include <cstdint>
#include <string>

namespace tests {

struct Tried {
  int edits = 0;
  int refusals = 0;
  std::string last_refusal;
};

// Takes `text` as a YAML file and as a CSV file; where the readers accept it, makes random edits
// one after another. Throws core::Bug or fails an assertion if one goes wrong; a refusal is
// counted.
Tried edit_anything(const std::string& text, std::uint64_t seed);

}  // namespace tests
