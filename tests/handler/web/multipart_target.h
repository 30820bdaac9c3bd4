// What the fuzzer and the test of random bodies do with any bytes at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tests {

// What a reader finds in a body that comes in pieces of random sizes up to `most`, as text: the
// mistake ("0": none), fields, and files with their bytes. Throws std::logic_error if what it finds
// cannot be.
std::string found_in(std::string_view body, std::string_view boundary, std::size_t most,
                     std::uint64_t seed);

// Reads `body` whole, byte by byte and in random pieces. Throws std::logic_error if these differ.
// Returns what was found.
std::string read_anything(std::string_view body, std::string_view boundary, std::uint64_t seed);

}  // namespace tests
