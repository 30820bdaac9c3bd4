// The HTTP server that `serve` runs: cpp-httplib accepts connections, the request buffer reads and
// writes them, the worker pool has the threads.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "handler/transport/listener.h"
#include "handler/transport/request_buffer.h"
#include "handler/web/application.h"

namespace handler::transport {

struct HttpServerOptions {
  std::string listen = "127.0.0.1:8080";  // as open_listener() takes it
  // Used in place of `listen`. It goes on listening for the program that passed it, so a peer
  // that connects while this server stops waits for the next one.
  std::optional<Listener> passed;
  int workers = 64;  // many: up to 48 of them wait for shared commits (store::WriterQueue)
  RequestBufferOptions buffer;
};

// Call bind(), start(), then run() on one thread; stop() from any thread or signal handler. The
// constructor ignores SIGPIPE; the destructor stops all threads.
class HttpServer {
 public:
  HttpServer(web::Application& application, HttpServerOptions options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Opens the listener. Returns the port (0 for a Unix socket), or a Failure that tells the
  // operator what to do. From here on connections queue until run() answers them.
  core::Result<int> bind();

  // Makes all threads, or none: `unavailable` if the system refuses one. From here on what waits is
  // answered as soon as run() accepts it.
  core::Status start();

  // Serves until stop(). Calls start() if the caller has not. Returns when all threads are joined:
  // requests in progress get up to buffer.stop_seconds, after that their connections are cut; a
  // worker that never ends is waited for. Who has connected already is answered too.
  core::Status run();

  void stop();

 private:
  class Acceptor;
  std::unique_ptr<Acceptor> acceptor_;
};

}  // namespace handler::transport
