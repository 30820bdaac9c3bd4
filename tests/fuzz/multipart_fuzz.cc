// libFuzzer's entry for forms with files: the first eight bytes choose the pieces in which the
// others arrive. tests/handler/web/multipart_target.h says what must hold.
#include <cstdint>
#include <cstring>
#include <string_view>

#include "tests/handler/web/multipart_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint64_t seed = 0;
  if (size < sizeof seed) return 0;
  std::memcpy(&seed, data, sizeof seed);
  const std::string_view body(reinterpret_cast<const char*>(data) + sizeof seed,
                              size - sizeof seed);
  (void)tests::read_anything(body, "b", seed);
  return 0;
}
