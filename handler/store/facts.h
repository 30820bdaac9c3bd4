// Single facts about this data folder and its care, which belong to no site: which keys it was made with, when
// it was backed up last.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace handler::store {

class Connections;

// The names of the facts; a name is written to the database and never changes its meaning.
namespace facts {
inline constexpr std::string_view kPortalKeys = "portal_keys";  // fingerprint, hex
inline constexpr std::string_view kDeskKeys = "desk_keys";      // fingerprint, hex
inline constexpr std::string_view kLastBackup = "last_backup";  // ISO time
inline constexpr std::string_view kBackupPlace = "backup_place";  // folder of the last backup
inline constexpr std::string_view kKeysCompared = "keys_compared";  // ISO time of the last good comparison of a copy
inline constexpr std::string_view kLastTick = "last_tick";  // ISO time of the last tick that did its work
inline constexpr std::string_view kHeadsNoted = "heads_noted";  // day on which the heads were logged last
}  // namespace facts

class Facts {
 public:
  explicit Facts(Connections& connections) : connections_(connections) {}

  // nullopt if the fact was never set.
  core::Result<std::optional<std::string>> fact(std::string_view name);
  core::Status set_fact(std::string_view name, const std::string& value);

 private:
  Connections& connections_;
};

}  // namespace handler::store
