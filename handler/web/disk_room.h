// How much of the disk the files that people send may take: reports in words come first.
#pragma once

#include <cstdint>

namespace handler::web {

// Stays free in the data folder's file system, whatever files are sent.
inline constexpr std::uint64_t kKeptFree = 512ULL << 20U;

// How often the bytes of a form with files will come to the disk from now on. It is asked before
// the form arrives, so that few people send theirs in vain, and again when it is there, because
// others were written meanwhile and small forms are not asked before.
enum class StillToWrite : std::uint64_t {
  received = 2,  // each file sealed anew once it is cleaned, and as rows of the database
  arriving = 3,  // before that the whole form, sealed as it comes
};

// The free bytes that a form of so many bytes needs.
constexpr std::uint64_t wanted_free(std::uint64_t bytes, StillToWrite times) {
  return kKeptFree + static_cast<std::uint64_t>(times) * bytes;
}

}  // namespace handler::web
