// libFuzzer's entry for the editing of YAML and CSV: the first eight bytes choose the edits, the
// others are the file. tests/core/editing/edit_target.h says what must hold.
#include <cstring>

#include "tests/core/editing/edit_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint64_t seed = 0;
  if (size < sizeof seed) return 0;
  std::memcpy(&seed, data, sizeof seed);
  std::string text(size - sizeof seed, '\0');
  std::memcpy(text.data(), data + sizeof seed, text.size());
  tests::edit_anything(text, seed);
  return 0;
}
