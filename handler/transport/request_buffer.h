// The part of the server between the accept loop and the app: one thread reads all connections, and
// a worker gets a request only when it is complete, so slow peers cannot occupy workers.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/descriptor.h"
#include "core/base/result.h"
#include "handler/transport/connection.h"
#include "handler/transport/newcomers.h"
#include "handler/transport/open_connections.h"
#include "handler/transport/poller.h"
#include "handler/transport/refusals.h"
#include "handler/transport/requests_at_work.h"
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
  // Is told what was thrown by the work on a connection, which is closed then.
  std::function<void(std::string_view)> complain = [](std::string_view) {};
};

// cpp-httplib only accepts the connections. Its own reader (Debian 12 has 0.11.4) holds one thread
// for each slow peer, accepts chunked bodies without limit, decodes percent escapes in header
// values, and lets a body follow a GET as a second request. Here instead:
// - One epoll thread reads all sockets without blocking. RequestReader collects the bytes of each
//   request; head and body have a size limit and a deadline (TransportLimits).
// - request_head refuses every head that is ambiguous under RFC 9112, with a 4xx or 505; a head or
//   body that misses its deadline gets 408.
// - The body of a form with files goes to the disk, sealed, as it comes (UploadSpool). A large one
//   goes on behind its texts only if the application knows the sender by them. Only some are
//   received and answered at once; others are told at once to try later, unless one is too slow.
// - A complete request goes to a worker. The buffer sends the answer, again without blocking, with
//   a deadline for the whole and one for each step; files are sent by the kernel. An answer with
//   `hold_for` is parked until its time. Then the next request of the connection is read.
// - At a limit of connections (in total, per address, per network, of open files) another
//   connection is closed in favour of the new one (OpenConnections, Places); if none may be, the
//   new one gets 503.
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
  RequestBuffer(const RequestBuffer&) = delete;
  RequestBuffer& operator=(const RequestBuffer&) = delete;

  // Creates what run() waits with, and asks the system for enough open files.
  core::Status open();
  // Takes ownership of an accepted socket; closes it if there is no memory for it. While sockets
  // are short, waits until the loop has admitted it, at most a tenth of a second.
  void adopt(int socket);
  // Serves until stop(), then until requests in progress are done or stop_seconds have passed.
  // What the work on one connection throws, such as a lack of memory, closes that connection.
  void run();
  void stop();

 private:
  template <typename Step>
  void contained(std::uint64_t id, const Step& step);
  bool is_finished(Instant now);
  void handle_event(std::uint64_t id, std::uint32_t events, Instant now);
  bool admit_newcomers(Instant now);
  void admit(core::Descriptor socket, std::uint64_t id, Instant now);
  void deliver(Connection& connection, Instant now);

  void on_readable(Connection& connection, Instant now);
  void on_interruption(Connection& connection, std::uint32_t events);
  void advance(Connection& connection, Instant now);
  void collect_body(Connection& connection, Instant now);
  void collect_upload(Connection& connection, Instant now);
  void admit_files(Connection& connection, Instant now);
  bool take_turn(Connection& connection, const TurnTaker& taker, Instant now);
  void start_work(Connection& connection);
  void start_writing(Connection& connection, Instant now);
  void on_writable(Connection& connection, Instant now);
  void refuse(Connection& connection, Cause cause, Instant now);
  void finish_answer(Connection& connection, Instant now);

  void enter(Connection& connection, Connection::State state, Instant deadline);
  void watch(Connection& connection, std::uint32_t events) const;
  void sweep(Instant now);
  void end_late(Connection& connection, Instant now);

  web::Application& application_;
  const RequestBufferOptions options_;
  const std::vector<std::string> trusted_proxies_;  // as the kernel writes addresses
  Refusals refusals_;
  Poller poller_;
  std::atomic<bool> stopping_{false};
  Instant stopped_{};  // when the loop learnt that it is to stop
  Instant last_sweep_{};
  std::uint64_t last_id_ = 0;
  UploadTurns upload_turns_;
  Newcomers newcomers_;
  OpenConnections connections_;
  RequestsAtWork at_work_;
};

}  // namespace handler::transport
