// A hash for tables of names and for damage, equal while compiling and while running; not for data
// that a stranger may choose.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace core {

namespace quick_hash_parts {

// At most eight bytes as a little-endian number; memcpy does that in one instruction if it knows
// their number, but not while compiling.
constexpr std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  } else if (bytes.size() == sizeof number) {
    std::memcpy(&number, bytes.data(), sizeof number);
  } else {
    std::memcpy(&number, bytes.data(), bytes.size());
  }
  return number;
}

}  // namespace quick_hash_parts

// Pure. All bits are good, the low ones too. The bytes are mixed in blocks of eight from the first.
// Changed bytes within one block always give another hash, because no step of the mixing loses
// anything; changes in several blocks nearly always do.
constexpr std::uint64_t quick_hash(std::string_view name) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;
  std::uint64_t mixed = name.size() * kOdd;
  while (!name.empty()) {
    const std::string_view eight = name.substr(0, 8);
    mixed = (mixed ^ quick_hash_parts::number_of(eight)) * kOdd;
    mixed ^= mixed >> 32U;
    name.remove_prefix(eight.size());
  }
  return mixed;
}

}  // namespace core
