// Tallies by group, and two orders of leaving.
#include "handler/transport/places.h"

#include <algorithm>
#include <tuple>

namespace handler::transport {
namespace {

using State = Connection::State;

// What a connection loses by leaving, from much to nothing.
enum Ease { kNever, kQueued, kWriting, kParked, kReading, kStalled, kIdle };

// Less is not worth closing a connection for.
constexpr std::size_t kFewBytes = 4096;

int places_in(const std::unordered_map<std::string, Tally>& tallies, const std::string& name) {
  const auto found = tallies.find(name);
  return found == tallies.end() ? 0 : found->second.places;
}

void leave_one(std::unordered_map<std::string, Tally>& tallies, const std::string& name) {
  const auto found = tallies.find(name);
  if (--found->second.places == 0) tallies.erase(found);
}

}  // namespace

void Places::enter(Connection& connection) {
  connection.of_group = &groups_[connection.group];
  connection.of_network = &networks_[connection.network];
  ++connection.of_group->places;
  ++connection.of_network->places;
}

void Places::leave(Connection& connection) {
  bytes_ -= connection.counted_bytes;
  connection.of_group->bytes -= connection.counted_bytes;
  connection.of_network->bytes -= connection.counted_bytes;
  connection.counted_bytes = 0;
  leave_one(groups_, connection.group);
  leave_one(networks_, connection.network);
}

void Places::count(Connection& connection) {
  const std::size_t held = connection.held_bytes();
  bytes_ = bytes_ - connection.counted_bytes + held;
  connection.of_group->bytes = connection.of_group->bytes - connection.counted_bytes + held;
  connection.of_network->bytes = connection.of_network->bytes - connection.counted_bytes + held;
  connection.counted_bytes = held;
}

Places::Newcomer Places::newcomer(const ClientAddress& client) const {
  Newcomer newcomer{web::address_group(client.address), web::wide_group(client.address)};
  newcomer.group_places = places_in(groups_, newcomer.group);
  newcomer.network_places = places_in(networks_, newcomer.network);
  return newcomer;
}

// A queued or parked connection waits for us, not for its peer.
bool Places::is_stalled(const Connection& connection, Instant now) const {
  const bool waits_for_peer = connection.is_reading() || connection.state == State::writing;
  return waits_for_peer && now - connection.moved >= limits_.stall;
}

int Places::ease_of(const Connection& connection, Instant now) const {
  switch (connection.state) {
    case State::draining:
      return kIdle;
    case State::waiting:
      // Not idle before its first request: the peer may have sent that, and it is not read yet.
      if (connection.requests > 0) return kIdle;
      [[fallthrough]];
    case State::head:
    case State::body:
      return is_stalled(connection, now) ? kStalled : kReading;
    case State::parked:
      return kParked;
    case State::writing:
      return is_stalled(connection, now) ? kStalled : kWriting;
    case State::working:
      return connection.is_queued() ? kQueued : kNever;
  }
  return kNever;
}

bool Places::may_leave_for(const Newcomer& newcomer, const Connection& connection, int ease) const {
  if (ease == kNever || ease >= kStalled) return ease != kNever;
  const int more_in_network = connection.of_network->places - newcomer.network_places;
  const int more_in_group = connection.of_group->places - newcomer.group_places;
  if (ease == kReading) return more_in_network >= 0 && more_in_group >= 0;
  return more_in_network > 0 || more_in_group > 0;
}

std::uint64_t Places::who_leaves_for(const Newcomer& newcomer, Within within,
                                     const Connections& connections, Instant now) const {
  using Rank = std::tuple<int, int, int, int, Instant::duration, std::uint64_t>;
  Rank best{};
  std::uint64_t leaves = 0;
  for (const auto& [id, connection] : connections) {
    if (within == Within::group && connection->group != newcomer.group) continue;
    if (within == Within::network && connection->network != newcomer.network) continue;
    const int ease = ease_of(*connection, now);
    if (!may_leave_for(newcomer, *connection, ease)) continue;
    // Idle and stalled ones first, wherever they come from; then those that send; then the rest.
    const int tier = ease >= kStalled ? 2 : ease / kReading;
    const Rank rank{tier, connection->of_network->places, connection->of_group->places,
                    ease, now - connection->moved,        ~id};
    if (leaves != 0 && rank <= best) continue;
    best = rank;
    leaves = id;
  }
  return leaves;
}

std::uint64_t Places::who_gives_turn(web::UploadSender sender, const Connections& connections,
                                     Instant now) const {
  using Seconds = std::chrono::duration<double>;
  std::uint64_t gives = 0;
  auto slowest = static_cast<double>(kFewestBytesASecond);
  for (const auto& [id, connection] : connections) {
    const bool has_turn = connection->state == State::body && connection->upload_turn;
    if (!has_turn || connection->upload_turn->sender != sender) continue;
    const Instant began = connection->deadline - std::chrono::seconds(limits_.upload_seconds);
    if (now - began < limits_.upload_grace) continue;
    const double seconds = std::max(Seconds(now - began).count(), 0.001);
    const double speed = static_cast<double>(connection->reader.bytes_since_admission()) / seconds;
    if (speed >= slowest) continue;
    slowest = speed;
    gives = id;
  }
  return gives;
}

std::uint64_t Places::who_frees_bytes(std::uint64_t spared, std::size_t at_least,
                                      const Connections& connections, Instant now) const {
  using Rank = std::tuple<bool, std::size_t, std::size_t, std::uint64_t>;
  Rank best{};
  std::uint64_t leaves = 0;
  for (const auto& [id, connection] : connections) {
    const bool is_stalled_now = is_stalled(*connection, now);
    const std::size_t must_hold = is_stalled_now ? kFewBytes : std::max(kFewBytes, at_least);
    if (id == spared || ease_of(*connection, now) == kNever) continue;
    if (connection->counted_bytes <= must_hold) continue;
    const Rank rank{is_stalled_now, connection->of_group->bytes, connection->counted_bytes, ~id};
    if (leaves != 0 && rank <= best) continue;
    best = rank;
    leaves = id;
  }
  return leaves;
}

}  // namespace handler::transport
