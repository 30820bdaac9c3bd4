// One accepted connection: its socket, its place in the exchange and its deadline.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "handler/transport/client_address.h"
#include "handler/transport/request_reader.h"

namespace handler::transport {

using Instant = std::chrono::steady_clock::time_point;

// Belongs to the request buffer's thread, but while `working`: then a worker owns `request`,
// `answer` and nothing else.
struct Connection {
  enum class State { waiting, head, body, working, writing, draining };

  Connection(int socket, std::uint64_t id, ClientAddress client,
             const web::TransportLimits& limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // What one read or write attempt came to.
  enum class Outcome { done, blocked, closed };

  // Reads what is there, at most 64 KiB, into the reader.
  Outcome receive();
  // Reads and throws away: after a refusal, so that the peer sees the answer and not a reset.
  Outcome discard();
  // Writes on; `done` when the whole answer is with the kernel.
  Outcome send();
  // The interim answer; short enough for an empty socket buffer.
  void send_continue() const;

  bool is_reading() const {
    return state == State::waiting || state == State::head || state == State::body;
  }

  const int socket;
  const std::uint64_t id;
  const ClientAddress client;
  const std::string group;  // web::address_group(client.address)
  State state = State::waiting;
  Instant deadline;
  RequestReader reader;
  web::Request request;
  std::string answer;
  std::size_t sent = 0;
  int requests = 0;          // taken so far
  bool close_after = false;  // this answer is the last
  bool gone = false;         // the peer left while a worker was busy
  std::size_t discarded = 0;
};

}  // namespace handler::transport
