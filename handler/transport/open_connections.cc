// Asks Places who must go, and closes that one.
#include "handler/transport/open_connections.h"

#include <utility>

namespace handler::transport {

using State = Connection::State;

Connection* OpenConnections::find(std::uint64_t id) const {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

bool OpenConnections::has_room_for(const ClientAddress& client, bool is_limited, Instant now) {
  const Places::Newcomer newcomer = places_.newcomer(client);
  if (is_limited && newcomer.group_places >= limits_.connections_per_address)
    return make_room(newcomer, Places::Within::group, now);
  if (is_limited && newcomer.network_places >= limits_.connections_per_network)
    return make_room(newcomer, Places::Within::network, now);
  return connections_.size() < most_ || make_room(newcomer, Places::Within::all, now);
}

bool OpenConnections::make_room(const Places::Newcomer& newcomer, Places::Within within,
                                Instant now) {
  return close(places_.who_leaves_for(newcomer, within, connections_, now));
}

Connection& OpenConnections::enter(std::unique_ptr<Connection> connection) {
  Connection& entered = *connection;
  const auto held = connections_.emplace(entered.id, std::move(connection)).first;
  try {
    places_.enter(entered);
  } catch (...) {
    connections_.erase(held);
    throw;
  }
  return entered;
}

bool OpenConnections::close(std::uint64_t id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return false;
  Connection& connection = *found->second;
  const bool has_job = connection.state == State::working;
  if (has_job && !workers_.withdraw(id, connection.group)) return false;
  places_.leave(connection);
  connections_.erase(found);
  return true;
}

bool OpenConnections::has_bytes_for(const Connection& connection, std::size_t more, Instant now) {
  while (!places_.are_bytes_left(more)) {
    const std::size_t all = connection.reader.announced_bytes();
    if (!close(places_.who_frees_bytes(connection.id, all, connections_, now))) return false;
  }
  return true;
}

void OpenConnections::keep_within_bytes(const Connection& spared, Instant now) {
  while (!places_.are_bytes_left()) {
    if (!close(places_.who_frees_bytes(spared.id, 0, connections_, now))) return;
  }
}

Connection* OpenConnections::slowest_sender(web::UploadSender sender, Instant now) const {
  return find(places_.who_gives_turn(sender, connections_, now));
}

std::vector<std::uint64_t> OpenConnections::late(Instant stopped, Instant now) const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, connection] : connections_) {
    const bool may_end = stopped != Instant{} && connection->may_end(stopped, now);
    if (connection->is_late(limits_, now) || may_end) ids.push_back(id);
  }
  return ids;
}

}  // namespace handler::transport
