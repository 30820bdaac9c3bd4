// Stands between the accept loop and the app: one thread waits for all connections at once, and a
// worker sees a request only when it is whole. So no slow peer can hold a worker, however many
// there are.
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
  std::vector<std::string>
      trusted_proxies;  // numeric addresses; Unix-socket peers are trusted always
  bool cap_own_machine =
      false;             // count loopback peers too; a proxy here carries everybody's connections
  int idle_seconds = 5;  // between two requests
  int requests_per_connection = 100;
  int stop_seconds = 5;  // how long requests in progress may take after stop()
};

// Runs a job on some worker thread, later.
using Dispatch = std::function<void(std::function<void()>)>;

// adopt() and stop() may be called from any thread, stop() from a signal handler too; the rest from
// one thread.
class RequestBuffer {
 public:
  RequestBuffer(web::Application& application, RequestBufferOptions options, Dispatch dispatch);
  // The workers must be joined before.
  ~RequestBuffer();
  RequestBuffer(const RequestBuffer&) = delete;
  RequestBuffer& operator=(const RequestBuffer&) = delete;

  // Gets what run() needs from the operating system.
  core::Status open();
  // Takes an accepted socket over, and closes it in the end.
  void adopt(int socket);
  // Serves until stop() and until what is in progress is done or out of time.
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

  std::mutex mutex_;  // guards the two lists below, nothing else
  std::vector<int> newcomers_;
  std::vector<std::uint64_t> answered_;
};

}  // namespace handler::transport
