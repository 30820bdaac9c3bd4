// One accepted connection: its socket, its state and its deadline; and the reader that collects its
// bytes into complete, checked requests.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/descriptor.h"
#include "handler/transport/answer.h"
#include "handler/transport/client_address.h"
#include "handler/transport/refusals.h"
#include "handler/transport/request_head.h"
#include "handler/transport/upload_room.h"
#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// Add bytes with append(); advance() returns the progress of the current request. After `complete`,
// take() returns it, and the remaining bytes belong to the next request (pipelining). After
// `refused`, read nothing more. A form with files stops at `upload` until begin_upload(); then its
// body goes to a spool as it comes. A large one stops again at `files`, where its first file
// begins, until admit_files(). Use from one thread at a time.
class RequestReader {
 public:
  enum class Progress { idle, head, body, complete, refused, upload, files };

  // `uploads_to` is asked which requests may come with files; null: none may.
  explicit RequestReader(const web::TransportLimits& limits, web::Application* uploads_to = nullptr)
      : limits_(limits), uploads_to_(uploads_to) {}

  void append(std::string_view bytes);
  Progress advance();

  // After `refused`.
  const Cause& refusal() const { return refusal_; }
  // After `upload`: makes a spool for the body, or says why there is none.
  std::optional<core::FilesRefused> begin_upload(const UploadPlace& place);
  // After `files`: the texts in front of them, and leave to go on.
  const web::Fields& texts() const { return spool_->texts(); }
  void admit_files();
  // Whether the request that is being collected is a form with files, and how long its body is.
  bool is_upload() const { return !boundary_.empty(); }
  std::uint64_t body_bytes() const { return head_.body_bytes; }
  // Of the body that a complete head announces: what has come, and what has not. Both 0 until then.
  std::uint64_t received_bytes() const;
  std::uint64_t missing_bytes() const;
  // The request that is being collected, without its query and body, once its head is complete.
  web::Request head() const;
  // A small form with files, such as words alone, takes no turn.
  bool needs_turn() const { return head_.body_bytes > limits_.body_bytes; }
  // Of the body, since its files were admitted.
  std::uint64_t bytes_since_admission() const { return spooled_ - admitted_at_; }
  // True once per request that asked for "100 Continue" and whose body has not arrived yet.
  bool take_wish_to_continue();
  // The complete request; the caller fills in the peer.
  web::Request take();
  // For the last request that take() returned.
  bool keep_alive() const { return head_.keep_alive; }
  // The memory that the request which is being collected takes, as its head announces it, without
  // files; 0 until then.
  std::size_t announced_bytes() const {
    if (head_size_ == 0) return 0;
    return head_size_ + (is_upload() ? 0 : head_.body_bytes);
  }
  // Memory that the collected bytes take.
  std::size_t held_bytes() const;
  // Gives that memory up; nothing can be read afterwards.
  void drop();

 private:
  Progress refuse(Cause cause);
  Progress read_head();
  Progress spool_body();
  bool waits_for_admission() const { return !are_files_admitted_ && spool_->has_file_begun(); }
  void forget_request();

  const web::TransportLimits& limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;    // bytes of buffer_ that find_head_end has scanned
  std::size_t head_size_ = 0;  // 0 until the head is complete
  Cause refusal_ = 0;          // 0: none
  RequestHead head_;
  web::Application* const uploads_to_;
  std::string boundary_;  // of a form with files
  std::optional<web::UploadSpool> spool_;
  std::uint64_t spooled_ = 0;      // bytes of the body that the spool has
  std::uint64_t admitted_at_ = 0;  // so many of them when its files were admitted
  bool are_files_admitted_ = false;
  std::shared_ptr<const web::Upload> upload_;  // whole
};

using Instant = std::chrono::steady_clock::time_point;

// Of a peer that is slow, and not one that holds a place.
inline constexpr std::uint64_t kFewestBytesASecond = 8192;

// Places and bytes of all connections of a group of addresses.
struct Tally {
  int places = 0;
  std::size_t bytes = 0;
};

// How the peer may send on behind the last answer: so many bytes in so much time, and silent for no
// longer than `silence`, unless it is sending a body that was announced.
struct Drain {
  std::uint64_t bytes = 1U << 20;
  std::chrono::seconds time{2};
  std::chrono::milliseconds silence{2000};
  std::uint64_t missing = 0;  // of that body
  bool has_begun = false;     // some of it had come
};

// Belongs to the request buffer's thread, but while `working`: then a worker owns `request`,
// `answer`, `hold_for`, `slip` and nothing else.
struct Connection {
  // `parked`: the answer is finished and waits for its time (web::Response::hold_for).
  enum class State { waiting, head, body, working, parked, writing, draining };

  Connection(core::Descriptor socket, std::uint64_t id, ClientAddress client,
             const web::TransportLimits& limits, web::Application* uploads_to = nullptr);
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
  // Gives up the request and its memory. Browsers read the answer to a form when they have sent it,
  // so the rest of it is read and thrown away: of `a_stranger`, and of a form without files, at
  // most as much as the largest form has, and not for longer than a form without files may take.
  // Phones make pauses of seconds: a peer whose body has begun to come may pause as in a form with
  // files, until it is whole. One that sends nothing of it, or was late already, leaves soon.
  void drop_request(const web::TransportLimits& limits, const Cause& cause);
  // The request that is being collected, without its body, as the application would see it.
  web::Request described_head(const std::vector<std::string>& trusted_proxies) const;
  // How long the answer may take.
  std::chrono::seconds writing_time(const web::TransportLimits& limits) const;
  // Its time is over. A form with files has its own, and must not pause for long.
  bool is_late(const web::TransportLimits& limits, Instant now) const;
  // Nothing is lost if it is closed now, because the server stops since `stopped`: no request is in
  // progress, and a peer that connected just before had its time for a first one.
  bool may_end(Instant stopped, Instant now) const;
  // Its request is complete, and no worker has begun with it.
  bool is_queued() const { return state == State::working && !begun; }
  // Memory for the request and the answer; not while a worker has them.
  std::size_t held_bytes() const;
  // Bytes of the answer that the kernel has taken.
  std::uint64_t sent_bytes() const { return sent + answer.file_sent; }

  const core::Descriptor socket;
  const std::uint64_t id;
  const ClientAddress client;
  const std::string group;    // web::address_group(client.address)
  const std::string network;  // web::wide_group(client.address)
  State state = State::waiting;
  std::uint32_t watched = 0;  // the events that the poller reports, beside a hang-up
  Instant deadline;
  Instant moved;  // when a byte last came or went
  RequestReader reader;
  web::Request request;
  Answer answer;
  std::size_t sent = 0;  // of answer.bytes
  std::chrono::milliseconds hold_for{0};
  std::atomic<bool> begun{false};  // a worker has the request
  std::list<std::uint64_t>
      slip;                  // its id: the place among the answered, which takes no memory then
  int requests = 0;          // taken so far on this connection
  bool close_after = false;  // close after this answer
  bool gone = false;         // the peer left while a worker was busy
  std::uint64_t discarded = 0;
  Drain drain;
  UploadTurns::Turn upload_turn;  // until the answer to a form with files is made
  // Kept by Places.
  Tally* of_group = nullptr;
  Tally* of_network = nullptr;
  std::size_t counted_bytes = 0;

 private:
  Outcome send_file();
};

// Tells a newcomer that there is no place; the caller closes the socket. What the peer has sent is
// read first: closing with unread bytes would reset the connection, and could discard the answer.
void turn_away(int socket, const web::Response& refusal);

}  // namespace handler::transport
