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
  int workers = 64;                       // many: workers wait for shared commits
  RequestBufferOptions buffer;
};

// Call bind(), then run() on one thread; stop() from any thread or signal handler. The constructor
// ignores SIGPIPE.
class HttpServer {
 public:
  HttpServer(web::Application& application, HttpServerOptions options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Opens the listener. Returns the port (0 for a Unix socket), or a Failure that tells the
  // operator what to do. From here on connections queue until run() answers them.
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
