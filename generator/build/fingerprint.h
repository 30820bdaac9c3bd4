// Tells whether files and other inputs are as they were: two different ones have the same
// fingerprint with a chance of one in 2^64.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace generator {

using Fingerprint = std::uint64_t;

Fingerprint fingerprint_of(const std::vector<std::string>& parts);

// Names and bytes of all files below a folder, symbolic links followed. Fails if it cannot be
// listed.
core::Result<Fingerprint> folder_fingerprint(const std::filesystem::path& folder);

}  // namespace generator
