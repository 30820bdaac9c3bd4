// Fingerprints tell whether files and other inputs have changed. Two different inputs have the same
// fingerprint with a probability of 2^-64.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace generator {

using Fingerprint = std::uint64_t;

Fingerprint fingerprint_of(const std::vector<std::string>& parts);

// Covers names and bytes of all files below a folder, following symbolic links. Fails if the folder
// cannot be listed.
core::Result<Fingerprint> folder_fingerprint(const std::filesystem::path& folder);

}  // namespace generator
