// The connections that are open: who gets a place or memory among them, and who is closed for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "handler/transport/places.h"
#include "handler/transport/worker_pool.h"
#include "handler/web/application.h"

namespace handler::transport {

// A connection lives until close(): references to others stay valid. Use from one thread.
class OpenConnections {
 public:
  OpenConnections(const web::TransportLimits& limits, WorkerPool& workers)
      : limits_(limits), workers_(workers), places_(limits) {}

  // How many may be open at once, from all addresses.
  void allow(std::size_t most) { most_ = most; }
  std::size_t size() const { return connections_.size(); }
  // Null if it is closed.
  Connection* find(std::uint64_t id) const;

  // Whether a newcomer gets a place; closes another if it must give its own. `is_limited`: the
  // limits for one address and one network hold for it too.
  bool has_room_for(const ClientAddress& client, bool is_limited, Instant now);
  // If it throws, the connection is closed.
  Connection& enter(std::unique_ptr<Connection> connection);
  // False if there is no such connection, or a worker has begun with its request. Throws nothing.
  bool close(std::uint64_t id);

  // Call after each change of connection.held_bytes().
  void count(Connection& connection) { places_.count(connection); }
  // Whether so many bytes more are free for it; closes others while they are not.
  bool has_bytes_for(const Connection& connection, std::size_t more, Instant now);
  // Closes others than `spared` while all together hold too much.
  void keep_within_bytes(const Connection& spared, Instant now);

  // The one that must give its turn to send files to another of these senders, or null.
  Connection* slowest_sender(web::UploadSender sender, Instant now) const;
  // Those whose time is over; if the server stops since `stopped`, not Instant{}, also those that
  // may end (Connection::may_end()).
  std::vector<std::uint64_t> late(Instant stopped, Instant now) const;

 private:
  bool make_room(const Places::Newcomer& newcomer, Places::Within within, Instant now);

  const web::TransportLimits& limits_;
  WorkerPool& workers_;
  std::size_t most_ = 0;
  Connections connections_;
  Places places_;
};

}  // namespace handler::transport
