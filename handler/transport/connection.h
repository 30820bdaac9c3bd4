// One accepted connection: its socket, its state and its deadline.
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

  // The result of one read or write attempt.
  enum class Outcome { done, blocked, closed };

  // Reads at most 64 KiB of the available bytes into the reader.
  Outcome receive();
  // Reads and discards bytes after a refusal, so that the peer receives the answer and not a reset.
  Outcome discard();
  // Continues writing; `done` when the kernel has taken the whole answer.
  Outcome send();
  // Sends "100 Continue"; it fits into an empty socket buffer.
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
  int requests = 0;          // taken so far on this connection
  bool close_after = false;  // close after this answer
  bool gone = false;         // the peer left while a worker was busy
  std::size_t discarded = 0;
};

}  // namespace handler::transport
