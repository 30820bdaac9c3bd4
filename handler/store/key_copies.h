// A copy of both key files in one text file, kept at another place than data and backups.
#pragma once

#include <filesystem>

#include "core/time/local_time.h"
#include "handler/store/key_prints.h"

namespace handler::store {

// Writes the keys of the data folder into the new file (0600, synced). `conflict` if the file
// exists; otherwise the failures of load_portal_keys() and load_desk_keys(), or `misconfigured` if
// they are no pair.
core::Status export_keys(const std::filesystem::path& data, const std::filesystem::path& file);

// Reads such a copy. `corrupt` names the file if a key is missing or damaged. Its mode is not
// checked: a stick may have none.
core::Result<KeysAtHand> read_key_copy(const std::filesystem::path& file);

// Whether the copy would open these data: compared with the key files of the data folder and with
// the fingerprints that are known. Changes nothing. `misconfigured` says what differs; otherwise
// the failures of read_key_copy().
core::Status check_key_copy(const KeyPrints& known, const std::filesystem::path& data,
                            const std::filesystem::path& file);
// The same with the open database, as check_keys() does. Then notes the time
// (facts::kKeysCompared).
core::Status compare_key_copy(Facts& facts, const std::filesystem::path& data,
                              const std::filesystem::path& file, core::Instant now);

// Makes DATA/keys/portal and DATA/keys/desk out of a copy. Files with these keys stay as they are;
// `misconfigured` if other keys are there, which are never overwritten.
core::Status place_keys(const KeysAtHand& copy, const std::filesystem::path& data);

}  // namespace handler::store
