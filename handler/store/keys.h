// The keys of a data folder: created once, never overwritten, readable only by their owner.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/result.h"

namespace handler::store {

// Keys of the portal: it can seal parts but not open them.
struct PortalKeys {
  std::string ticket;       // 32 bytes: ticket numbers and their hashes
  std::string token;        // 32 bytes: confirmation tokens
  std::string seal_public;  // 32 bytes
};

// Keys of the desk only.
struct DeskKeys {
  core::SealKeys seal;
  std::string index;    // 32 bytes: blind index of phone numbers
  std::string session;  // 32 bytes: session and CSRF tokens
};

// Creates DATA (0700), DATA/keys/portal and DATA/keys/desk (files 0600) if missing; never changes
// an existing key. Returns the names of the created files, for the operator. `misconfigured` if
// both files are there and one of them cannot be used; `refused` if only one is there.
core::Result<std::vector<std::string>> init_data_folder(const std::filesystem::path& data,
                                                        core::Randomness& randomness);

// Failures name the file and the remedy: "run handler init" if it is missing, the chmod command if
// others can read it.
core::Result<PortalKeys> load_portal_keys(const std::filesystem::path& data);
core::Result<DeskKeys> load_desk_keys(const std::filesystem::path& data);

// The text of a key file, and the keys in such a text; `file` is named where a key is missing or
// damaged (`corrupt`).
std::string text_of(const PortalKeys& keys);
std::string text_of(const DeskKeys& keys);
core::Result<PortalKeys> portal_keys_in(const std::string& text, const std::filesystem::path& file);
core::Result<DeskKeys> desk_keys_in(const std::string& text, const std::filesystem::path& file);

}  // namespace handler::store
