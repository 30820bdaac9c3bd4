// Which keys belong to which data: fingerprints of the keys stand in the database and are compared
// at each start.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "handler/store/keys.h"
#include "handler/store/store.h"

namespace handler::store {

// The keys of a process or of a copy, with the names of their files for messages. A process for the
// public network has no desk keys.
struct KeysAtHand {
  std::optional<PortalKeys> portal;
  std::optional<DeskKeys> desk;
  std::string portal_file;
  std::string desk_file;
};

// The keys of the data folder that can be read; those that are missing or forbidden are left out.
KeysAtHand keys_in(const std::filesystem::path& data);

// Hashes from which no key can be computed, as hex; "" where the keys are not known.
struct KeyPrints {
  std::string portal;
  std::string desk;
  std::string seal;  // of the public key that stands in both files: it joins a portal to its desk

  bool operator==(const KeyPrints&) const = default;
};

KeyPrints prints_of(const KeysAtHand& keys);
// As the database holds them.
core::Result<KeyPrints> prints_in(Facts& facts);
// The same, of facts by name that were read before (peek.h).
KeyPrints prints_in(const FactsByName& facts);

// `misconfigured` if the two files do not belong together: what the portal seals, this desk could
// not open.
core::Status check_pair(const KeysAtHand& keys);

// check_pair(), and `misconfigured` if the keys differ from known fingerprints; says the file, the
// database and what to do. Changes nothing and needs no open database.
core::Status compare_keys(const KeyPrints& known, const KeysAtHand& keys,
                          const std::string& database);

enum class UnknownPrints { record, leave };

// compare_keys() with the fingerprints that the database holds.
// A database without fingerprints is judged by what is sealed in it: the desk's keys must open some
// of that. Then the fingerprints are recorded, if `unknown` says so; a portal alone records them
// only where nothing is sealed yet, because it cannot judge. A record that fails (clock, disk) is
// left to the next start.
core::Status check_keys(Facts& facts, const KeysAtHand& keys, const std::string& database,
                        UnknownPrints unknown);

}  // namespace handler::store
