// One accepted connection: its socket, its state and its deadline; and the reader that collects its
// bytes into complete, checked requests.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "handler/transport/answer.h"
#include "handler/transport/client_address.h"
#include "handler/transport/request_head.h"
#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// Add bytes with append(); advance() returns the progress of the current request. After `complete`,
// take() returns it, and the remaining bytes belong to the next request (pipelining). After
// `refused`, read nothing more. Use from one thread at a time.
class RequestReader {
 public:
  enum class Progress { idle, head, body, complete, refused };

  explicit RequestReader(const web::TransportLimits& limits) : limits_(limits) {}

  void append(std::string_view bytes);
  Progress advance();

  // The 4xx or 5xx after `refused`.
  int refusal() const { return refusal_; }
  // True once per request that asked for "100 Continue" and whose body has not arrived yet.
  bool take_wish_to_continue();
  // The complete request; the caller fills in the peer.
  web::Request take();
  // For the last request that take() returned.
  bool keep_alive() const { return head_.keep_alive; }
  // The size of the request that is being collected, as its head announces it; 0 until then.
  std::size_t announced_bytes() const {
    return head_size_ == 0 ? 0 : head_size_ + head_.body_bytes;
  }
  // Memory that the collected bytes take.
  std::size_t held_bytes() const;
  // Gives that memory up; nothing can be read afterwards.
  void drop();

 private:
  Progress refuse(int status);

  const web::TransportLimits& limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;    // bytes of buffer_ that find_head_end has scanned
  std::size_t head_size_ = 0;  // 0 until the head is complete
  int refusal_ = 0;
  RequestHead head_;
};

using Instant = std::chrono::steady_clock::time_point;

// Places and bytes of all connections of a group of addresses.
struct Tally {
  int places = 0;
  std::size_t bytes = 0;
};

// Belongs to the request buffer's thread, but while `working`: then a worker owns `request`,
// `answer`, `hold_for` and nothing else.
struct Connection {
  // `parked`: the answer is finished and waits for its time (web::Response::hold_for).
  enum class State { waiting, head, body, working, parked, writing, draining };

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
  // Its request is complete, and no worker has begun with it.
  bool is_queued() const { return state == State::working && !begun; }
  // Memory for the request and the answer; not while a worker has them.
  std::size_t held_bytes() const;
  // Bytes of the answer that the kernel has taken.
  std::uint64_t sent_bytes() const { return sent + answer.file_sent; }

  const int socket;
  const std::uint64_t id;
  const ClientAddress client;
  const std::string group;    // web::address_group(client.address)
  const std::string network;  // web::wide_group(client.address)
  State state = State::waiting;
  Instant deadline;
  Instant moved;  // when a byte last came or went
  RequestReader reader;
  web::Request request;
  Answer answer;
  std::size_t sent = 0;  // of answer.bytes
  std::chrono::milliseconds hold_for{0};
  std::atomic<bool> begun{false};  // a worker has the request
  int requests = 0;                // taken so far on this connection
  bool close_after = false;        // close after this answer
  bool gone = false;               // the peer left while a worker was busy
  std::size_t discarded = 0;
  // Kept by Places.
  Tally* of_group = nullptr;
  Tally* of_network = nullptr;
  std::size_t counted_bytes = 0;

 private:
  Outcome send_file();
};

}  // namespace handler::transport
