// The heads of the hash chains: noted outside the database they show when a later part of it was
// cut off, or when all of it was written anew.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace handler::store {

class Connections;
class Database;

// The chain of what is done to accounts; the other chains have the id of their site.
inline constexpr std::string_view kStaffChainName = "@staff";

struct ChainHeadOf {
  std::string chain;      // id of a site, or kStaffChainName
  std::int64_t seq = 0;   // number of its newest entry
  std::string hash = {};  // hex

  bool operator==(const ChainHeadOf&) const = default;
};

// One head for each site that has an event, by id, then that of the staff. Inside a transaction of
// the caller; throws Refused. Asks a few questions for each site, however many events it has.
std::vector<ChainHeadOf> chain_heads(Database& database);

// "demo:1095:HASH @staff:14:HASH": the form in which heads stand in logs, manifests and files.
std::string heads_as_text(const std::vector<ChainHeadOf>& heads);
// Every head in a text of any kind, such as lines of a log.
std::vector<ChainHeadOf> heads_in(std::string_view text);

// A sentence for each head that the chains do not pass through.
std::vector<std::string> heads_that_do_not_fit(Database& database,
                                               const std::vector<ChainHeadOf>& heads);

class Heads {
 public:
  explicit Heads(Connections& connections) : connections_(connections) {}

  core::Result<std::vector<ChainHeadOf>> chain_heads();

 private:
  Connections& connections_;
};

}  // namespace handler::store
