// The keys of a data folder: made once, never overwritten, readable by their owner alone.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/result.h"

namespace handler::store {

// What the portal needs: it can write sealed parts and cannot read them.
struct PortalKeys {
  std::string ticket;       // 32 bytes: ticket numbers and their hashes
  std::string token;        // 32 bytes: confirmation tokens
  std::string seal_public;  // 32 bytes
};

// What only the desk holds.
struct DeskKeys {
  core::SealKeys seal;
  std::string index;    // 32 bytes: blind index of phone numbers
  std::string session;  // 32 bytes: session and CSRF tokens
};

// Makes DATA (0700), DATA/keys/portal and DATA/keys/desk (files 0600) as far as they are missing;
// an existing key is never touched. Value: the names of what was made, for the operator.
core::Result<std::vector<std::string>> init_data_folder(const std::filesystem::path& data,
                                                        core::Randomness& randomness);

// Failures name the file and what to do: missing -> "run handler init", readable by others -> the
// chmod to type.
core::Result<PortalKeys> load_portal_keys(const std::filesystem::path& data);
core::Result<DeskKeys> load_desk_keys(const std::filesystem::path& data);

}  // namespace handler::store
