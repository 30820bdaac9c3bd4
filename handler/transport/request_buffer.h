// The part of the server between the accept loop and the app: one thread reads all connections, and
// a worker gets a request only when it is complete, so slow peers cannot occupy workers.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "handler/transport/connection.h"
#include "handler/web/application.h"

namespace handler::transport {

struct RequestBufferOptions {
  web::TransportLimits limits;
  std::vector<std::string> trusted_proxies;  // numeric addresses; Unix-socket peers always count
  bool cap_own_machine = false;  // also cap loopback peers; not for use behind a local proxy
  int idle_seconds = 5;          // between two requests
  int requests_per_connection = 100;
  int stop_seconds = 5;  // time for requests in progress after stop()
};

// Runs a job later on a worker thread.
using Dispatch = std::function<void(std::function<void()>)>;

// Stands before cpp-httplib, which only accepts connections and provides the threads. The request
// reader of Debian 12's cpp-httplib (0.11.4) holds one thread per slow peer, accepts chunked bodies
// without limit, decodes percent escapes in header values, and lets a body follow a GET as a second
// request. The front replaces that reader:
// - One epoll thread reads all sockets without blocking. RequestReader collects the bytes of each
//   request; head and body have a size limit and a deadline (TransportLimits).
// - request_head refuses every head that is ambiguous under RFC 9112, with a 4xx or 505; a head or
//   body that misses its deadline gets 408.
// - A complete request goes to a worker. The front sends the answer, again without blocking and
//   with a deadline, then reads the next request of the connection.
// - At the limit of connections, in total or per address, an idle connection is closed in favour
//   of the new one; if none can be closed, the new one gets 503.
// A TLS-terminating web server still stands before it in production
// (docs/decisions/2026-11-21-transport-front.md).
//
// adopt() and stop() may be called from any thread, stop() also from a signal handler; all other
// functions from one thread.
class RequestBuffer {
 public:
  RequestBuffer(web::Application& application, RequestBufferOptions options, Dispatch dispatch);
  // Join the workers first.
  ~RequestBuffer();
  RequestBuffer(const RequestBuffer&) = delete;
  RequestBuffer& operator=(const RequestBuffer&) = delete;

  // Creates the epoll instance and the event descriptor that run() needs.
  core::Status open();
  // Takes ownership of an accepted socket.
  void adopt(int socket);
  // Serves until stop(), then until requests in progress are done or stop_seconds have passed.
  void run();
  void stop();

 private:
  using Connections = std::unordered_map<std::uint64_t, std::unique_ptr<Connection>>;

  void wake() const;
  bool is_finished(Instant now);
  void handle_event(std::uint64_t id, std::uint32_t events, Instant now);
  void admit_newcomers(Instant now);
  void admit(int socket, Instant now);
  bool has_room_for(const ClientAddress& client);
  bool evict_one(const std::string* group);
  void deliver_answers(Instant now);
  void deliver(Connection& connection, Instant now);

  void on_readable(Connection& connection, Instant now);
  void advance(Connection& connection, Instant now);
  void start_work(Connection& connection);
  void work(Connection& connection);
  void start_writing(Connection& connection, Instant now);
  void on_writable(Connection& connection, Instant now);
  void refuse(Connection& connection, int status, Instant now);
  void finish_answer(Connection& connection, Instant now);

  void enter(Connection& connection, Connection::State state, Instant deadline);
  void watch(const Connection& connection, std::uint32_t events) const;
  void close(std::uint64_t id);
  void sweep(Instant now);

  web::Application& application_;
  const RequestBufferOptions options_;
  const Dispatch dispatch_;
  int epoll_ = -1;
  int wake_ = -1;
  std::atomic<bool> stopping_{false};
  Instant stop_deadline_{};
  Instant last_sweep_{};
  std::uint64_t last_id_ = 0;
  Connections connections_;
  std::unordered_map<std::string, int> per_group_;

  std::mutex mutex_;  // guards the two lists below
  std::vector<int> newcomers_;
  std::vector<std::uint64_t> answered_;
};

}  // namespace handler::transport
