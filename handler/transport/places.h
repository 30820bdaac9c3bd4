// Who may stay when places or memory are short: the ones that have least of both, and of equals the
// ones that get on. So an attacker with many connections closes his own, and a visitor with one
// always gets in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

#include "handler/transport/connection.h"
#include "handler/web/application.h"

namespace handler::transport {

using Connections = std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>;

// Counts the places and bytes of each address_group() and wide_group(), and chooses who must leave.
// Use from one thread; `connections` are those that entered.
class Places {
 public:
  explicit Places(const web::TransportLimits& limits) : limits_(limits) {}

  void enter(Connection& connection);
  void leave(Connection& connection);
  // Call after each change of connection.held_bytes().
  void count(Connection& connection);

  // Whose place is taken: that of any connection, or only of the newcomer's group or network.
  enum class Within { all, network, group };

  // A newcomer's addresses, and the places that they have already.
  struct Newcomer {
    std::string group;
    std::string network;
    int group_places = 0;
    int network_places = 0;
  };
  Newcomer newcomer(const ClientAddress& client) const;

  // The id of the connection that must leave for the newcomer; 0 if none may. First idle ones and
  // those whose peer has moved no byte for limits.stall; then those that are sending a request, if
  // their address has no fewer places than the newcomer's; then those with an answer on its way, or
  // a request that waits for a worker, if their address has more places. Among these the network,
  // then the group with the most places comes first, then the one that moved longest ago. A request
  // that a worker has begun with never leaves.
  std::uint64_t who_leaves_for(const Newcomer& newcomer, Within within,
                               const Connections& connections, Instant now) const;

  bool are_bytes_left(std::size_t more = 0) const {
    return bytes_ + more <= limits_.buffered_bytes;
  }

  // The id of the connection that must leave because memory is short; 0 if none may. Those that do
  // not move come first, then those of the group with the most bytes, then the largest. One that
  // moves must hold more than `at_least` bytes; `spared` never leaves.
  std::uint64_t who_frees_bytes(std::uint64_t spared, std::size_t at_least,
                                const Connections& connections, Instant now) const;

  // The id of the connection that must give its turn to send files to another of these senders: the
  // one that has had it for limits.upload_grace and is slowest, if it has sent less than
  // kFewestBytesASecond; 0 if none must.
  std::uint64_t who_gives_turn(web::UploadSender sender, const Connections& connections,
                               Instant now) const;

 private:
  bool may_leave_for(const Newcomer& newcomer, const Connection& connection, int ease) const;
  int ease_of(const Connection& connection, Instant now) const;
  bool is_stalled(const Connection& connection, Instant now) const;

  const web::TransportLimits& limits_;
  std::unordered_map<std::string, Tally> groups_;
  std::unordered_map<std::string, Tally> networks_;
  std::size_t bytes_ = 0;
};

}  // namespace handler::transport
