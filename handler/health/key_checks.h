// Whether keys belong together: those of the data folder with its database, and a copy with them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "core/base/result.h"

namespace handler::health {

// Whether the keys are those with which the database was made; nullopt if it keeps no fingerprints.
std::optional<bool> keys_fit(const std::filesystem::path& data,
                             const std::map<std::string, std::string, std::less<>>& facts);

// Compares a copy of the keys with those of the data folder: `copy` is a file, or a folder with
// files below it, that holds every line of every key file. Says what is missing, never a key.
core::Status compare_copy(const std::filesystem::path& data, const std::filesystem::path& copy);

}  // namespace handler::health
