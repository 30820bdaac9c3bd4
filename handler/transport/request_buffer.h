// The part of the server between the accept loop and the app: one thread reads all connections, and
// a worker gets a request only when it is complete, so slow peers cannot occupy workers.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "handler/transport/connection.h"
#include "handler/transport/places.h"
#include "handler/transport/poller.h"
#include "handler/transport/refusals.h"
#include "handler/transport/upload_room.h"
#include "handler/transport/worker_pool.h"
#include "handler/web/application.h"

namespace handler::transport {

struct RequestBufferOptions {
  web::TransportLimits limits;
  std::vector<std::string> trusted_proxies;  // numeric addresses; Unix-socket peers always count
  bool cap_own_machine = false;  // also cap loopback peers; not for use behind a local proxy
  int idle_seconds = 5;          // between two requests
  int requests_per_connection = 100;
  int stop_seconds = 5;  // time for requests in progress after stop()
  // Open files that the process may have; 0: what the system allows. Connections leave a quarter of
  // them, at most 128, to files and the database, beside those that are open already at open().
  int descriptors = 0;
  UploadPlace uploads;  // where forms with files are put while they arrive
  // The pages for refused requests are read again after so long.
  std::chrono::milliseconds refusals_kept{10000};
};

// cpp-httplib only accepts the connections. Its own reader (Debian 12 has 0.11.4) holds one thread
// for each slow peer, accepts chunked bodies without limit, decodes percent escapes in header
// values, and lets a body follow a GET as a second request. Here instead:
// - One epoll thread reads all sockets without blocking. RequestReader collects the bytes of each
//   request; head and body have a size limit and a deadline (TransportLimits).
// - request_head refuses every head that is ambiguous under RFC 9112, with a 4xx or 505; a head or
//   body that misses its deadline gets 408.
// - The body of a form with files goes to the disk, sealed, as it comes (UploadSpool). Only some are
//   received and answered at once; others are told at once to try later, unless one is too slow.
// - A complete request goes to a worker. The buffer sends the answer, again without blocking, with
//   a deadline for the whole and one for each step; files are sent by the kernel. An answer with
//   `hold_for` is parked until its time. Then the next request of the connection is read.
// - At a limit of connections (in total, per address, per network, of open files) another
//   connection is closed in favour of the new one (Places); if none may be, the new one gets 503.
// - All memory for requests and answers has one limit; above it connections are closed, or new
//   bodies refused with 503.
// A TLS-terminating web server still stands before it in production
// (docs/decisions/2026-11-21-transport-front.md).
//
// adopt() and stop() may be called from any thread, stop() also from a signal handler; all other
// functions from one thread.
class RequestBuffer {
 public:
  // Stop the workers before destroying it.
  RequestBuffer(web::Application& application, RequestBufferOptions options, WorkerPool& workers);
  ~RequestBuffer();
  RequestBuffer(const RequestBuffer&) = delete;
  RequestBuffer& operator=(const RequestBuffer&) = delete;

  // Creates what run() waits with, and asks the system for enough open files.
  core::Status open();
  // Takes ownership of an accepted socket. While sockets are short, waits until the loop has
  // admitted it, at most a tenth of a second.
  void adopt(int socket);
  // Serves until stop(), then until requests in progress are done or stop_seconds have passed.
  void run();
  void stop();

 private:
  bool is_finished(Instant now);
  void handle_event(std::uint64_t id, std::uint32_t events, Instant now);
  bool admit_newcomers(Instant now);
  void admit(int socket, Instant now);
  bool has_room_for(const ClientAddress& client, Instant now);
  bool make_room(const Places::Newcomer& newcomer, Places::Within within, Instant now);
  bool has_bytes_for(const Connection& connection, std::size_t more, Instant now);
  void keep_within_bytes(const Connection& spared, Instant now);
  void deliver_answers(Instant now);
  void deliver(Connection& connection, Instant now);

  void on_readable(Connection& connection, Instant now);
  void on_hang_up(Connection& connection);
  void advance(Connection& connection, Instant now);
  void collect_body(Connection& connection, Instant now);
  bool has_turn(Connection& connection, Instant now);
  void collect_upload(Connection& connection, Instant now);
  void start_work(Connection& connection);
  void work(Connection& connection) noexcept;
  void start_writing(Connection& connection, Instant now);
  void on_writable(Connection& connection, Instant now);
  void refuse(Connection& connection, Cause cause, Instant now);
  void finish_answer(Connection& connection, Instant now);

  void enter(Connection& connection, Connection::State state, Instant deadline);
  void watch(const Connection& connection, std::uint32_t events) const;
  bool close(std::uint64_t id);
  void sweep(Instant now);

  web::Application& application_;
  const RequestBufferOptions options_;
  const std::vector<std::string> trusted_proxies_;  // as the kernel writes addresses
  WorkerPool& workers_;
  Refusals refusals_;
  Poller poller_;
  std::size_t most_sockets_ = 0;  // at once, so that files stay free for answers
  std::atomic<bool> stopping_{false};
  Instant stopped_{};  // when the loop learnt that it is to stop
  Instant last_sweep_{};
  std::uint64_t last_id_ = 0;
  UploadTurns upload_turns_;
  Connections connections_;
  Places places_;
  std::deque<int> waiting_;  // accepted, not admitted yet

  std::condition_variable all_admitted_;
  std::mutex mutex_;            // guards what is below
  std::size_t unadmitted_ = 0;  // newcomers, and those in waiting_
  std::size_t admitted_ = 0;    // connections, when the loop last looked
  std::vector<int> newcomers_;
  std::vector<std::uint64_t> answered_;
};

}  // namespace handler::transport
