// A server on a free loopback port with an app that echoes requests, and a client that sends raw
// bytes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "handler/transport/http_server.h"
#include "tests/support/waiting.h"

namespace handler::transport {

// A request that closes its connection, and the begin of its answer.
inline const std::string kLastGet = "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
inline const std::string kServed = "HTTP/1.1 200 OK";

// Answers with the request as text. "/throw" throws, "/large" returns 4 MiB, "/file" returns
// `file`, "/held" is to be held for `hold`, "/slow" blocks until the slow requests are released.
// "/upload" and "/upload/slow" take files, and tell their sizes and hashes; the sender is a
// reporter, or what the header or the text "sender" says: "staff", "stranger". For "/upload/throw"
// the question throws std::bad_alloc on the thread that reads all connections.
class EchoApp : public web::Application {
 public:
  web::Response handle(const web::Request& request) override;
  std::string refusal_page(int status) override;
  std::string files_refused_page(core::FilesRefused why) override;
  bool takes_upload(std::string_view method, const std::string& path) override;
  web::UploadSender upload_sender(const web::Request& head, const web::Fields& texts) override;

  void let_slow_end();
  // Waits until this number of requests has reached the app.
  bool has_begun(int count);
  // Waits until it was asked about so many senders.
  bool was_asked(int count);

  std::atomic<int> handled{0};
  std::atomic<int> asked{0};  // about senders
  std::atomic<bool> slow_may_end{false};
  std::atomic<bool> has_new_pages{false};  // for refusals
  std::atomic<int> files_given{0};         // answers that share `file`
  web::FileBody file;
  std::chrono::milliseconds hold{0};

 private:
  web::Response with_file();
};

// The size and the hash that the app tells of a file.
std::string hash_of_file(std::string_view bytes);

class Client {
 public:
  // From this address of this machine; "::1" connects to "::1", all others to "127.0.0.1".
  explicit Client(int port, const std::string& from = "127.0.0.1");
  explicit Client(int, int connected_socket) : socket_(connected_socket) {}
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // False if the server has closed or reset the connection.
  bool send(std::string_view bytes);

  void finish_sending() { ::shutdown(socket_, SHUT_WR); }

  // Reads until the server closes, `text` has arrived, or no byte arrives for a long time.
  std::string receive(std::string_view text = {}, std::chrono::milliseconds quiet = tests::kFar);

  // True if receive() reached the end of the connection.
  bool saw_the_end() const { return closed_; }

 private:
  int socket_ = -1;
  bool closed_ = false;
};

class LiveServer {
 public:
  explicit LiveServer(HttpServerOptions options = patient_options());
  ~LiveServer();

  void begin_to_stop() { server_.stop(); }
  void stop();

  // Deadlines that no test reaches.
  static HttpServerOptions patient_options() { return options_with_deadlines(3600); }
  // For tests that wait for a deadline.
  static HttpServerOptions quick_options() { return options_with_deadlines(1); }

  // The complete answer to these bytes, until the server closes.
  std::string answer_to(std::string_view bytes);

  EchoApp app;
  int port = 0;

 private:
  static HttpServerOptions options_with_deadlines(int seconds);

  HttpServer server_;
  std::thread thread_;
};

int count_of(std::string_view text, std::string_view part);

std::string body_of(const std::string& answer);

}  // namespace handler::transport
