// Single facts about this data folder and its care, which belong to no site: which keys it was made
// with, when it was backed up last.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "handler/store/database/moved.h"

namespace handler::store {

class Connections;
class Database;

// The names of the facts; a name is written to the database and never changes its meaning.
namespace facts {
inline constexpr std::string_view kPortalKeys = "portal_keys";  // fingerprint, hex
inline constexpr std::string_view kDeskKeys = "desk_keys";      // fingerprint, hex
inline constexpr std::string_view kSealKey =
    "seal_key";  // fingerprint of the public key that both files hold, hex
inline constexpr std::string_view kLastBackup = "last_backup";  // ISO time
inline constexpr std::string_view kBackupPlace =
    "backup_place";  // the folder that backups go to (--to)
inline constexpr std::string_view kKeysCompared =
    "keys_compared";  // ISO time of the last good comparison of a copy
inline constexpr std::string_view kLeftovers =
    "leftovers";  // set while files may hold destroyed texts: see leftovers_since()
inline constexpr std::string_view kLastTick =
    "last_tick";  // ISO time of the last tick that did its work
inline constexpr std::string_view kHeadsNoted =
    "heads_noted";  // day on which the heads were logged last
inline constexpr std::string_view kPassedOver =
    "passed_over";  // last numbers of cases and parts that other copies gave: "7 70"
inline constexpr std::string_view kLastWhole =
    "last_whole";  // the newest restore, move or repair at a server: a mark, in hex
inline constexpr std::string_view kHeartbeat =
    "heartbeat";  // ISO time of the last question after health

inline constexpr std::string_view kPublisherSeen =
    "publisher_seen";  // ISO time at which a publisher looked for work, once a minute
inline constexpr std::string_view kNightBuilds =
    "night_builds";  // JSON: {day, tried, left: {site: {why, what}}}

inline constexpr std::array kAll = {kPortalKeys,    kDeskKeys,     kSealKey,   kLastBackup,
                                    kBackupPlace,   kKeysCompared, kLeftovers, kLastTick,
                                    kHeadsNoted,    kPassedOver,   kLastWhole, kHeartbeat,
                                    kPublisherSeen, kNightBuilds,  kMovedTo,   kArriving};
}  // namespace facts

using FactsByName = std::map<std::string, std::string, std::less<>>;

// All in the transaction of the caller.
FactsByName read_facts(Database& database);
// "" if it is not there.
std::string read_fact(Database& database, std::string_view name);
void forget_fact(Database& database, std::string_view name);
void put_fact(Database& database, std::string_view name, const std::string& value);

class Facts {
 public:
  explicit Facts(Connections& connections) : connections_(connections) {}

  core::Result<FactsByName> all_facts();
  // nullopt if the fact was never set.
  core::Result<std::optional<std::string>> fact(std::string_view name);
  core::Status set_fact(std::string_view name, const std::string& value);
  // A few sealed texts, the oldest and the newest: evidence of the keys with which the data were
  // written. None if nothing was sealed yet, or all of it was destroyed.
  core::Result<std::vector<std::string>> sealed_samples();

 private:
  Connections& connections_;
};

}  // namespace handler::store
