// The HTTP server that `serve` runs: cpp-httplib accepts connections and gives the threads, the
// request buffer does the rest.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "handler/transport/request_buffer.h"
#include "handler/web/application.h"

namespace handler::transport {

struct HttpServerOptions {
  std::string listen = "127.0.0.1:8080";  // as open_listener() takes it
  int workers =
      64;  // deep, because a worker waits for its commit while others share it (group commit)
  RequestBufferOptions buffer;
};

// bind(), then run() on one thread; stop() from any thread or signal handler. SIGPIPE is ignored
// from construction on.
class HttpServer {
 public:
  HttpServer(web::Application& application, HttpServerOptions options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes the address; the port (0 for a Unix socket), or a Failure whose message tells the
  // operator what to do. From here on peers queue up, and run() answers them.
  core::Result<int> bind();

  // Serves until stop(). Returns when all threads are joined: requests in progress get up to
  // buffer.stop_seconds, after that their connections are cut.
  core::Status run();

  void stop();

 private:
  class Acceptor;
  std::unique_ptr<Acceptor> acceptor_;
};

}  // namespace handler::transport
