// The echoing app, the client and the server.
#include "tests/handler/transport/live_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace handler::transport {

web::Response EchoApp::handle(const web::Request& request) {
  ++handled;
  if (request.path == "/throw") throw std::runtime_error("secret path /srv/db.sqlite");
  if (request.path == "/large") return web::plain(200, std::string(4 << 20, 'x'));
  if (request.path == "/slow") slow_may_end.wait(false);
  std::string text = request.method + " " + request.path + " from " + request.remote_address;
  text += request.loopback ? " loopback" : "";
  text += request.secure ? " secure" : "";
  text += " body " + std::to_string(request.body.size()) + "\n";
  for (const auto& [name, value] : request.headers) {
    if (name != "host") text.append(name).append("=").append(value).append("\n");
  }
  return web::plain(200, text);
}

void EchoApp::let_slow_end() {
  slow_may_end = true;
  slow_may_end.notify_all();
}

bool EchoApp::has_begun(int count) {
  return tests::comes_true([&] { return handled >= count; });
}

Client::Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to the test server");
  }
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string Client::receive(std::string_view text, std::chrono::milliseconds quiet) {
  std::string all;
  char bytes[16 * 1024];
  while (text.empty() || all.find(text) == std::string::npos) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(quiet.count())) <= 0) return all;
    const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) {
      closed_ = true;
      return all;
    }
    all.append(bytes, static_cast<std::size_t>(count));
  }
  return all;
}

LiveServer::LiveServer(HttpServerOptions options) : server_(app, std::move(options)) {
  const core::Result<int> bound = server_.bind();
  if (!bound) throw std::runtime_error(bound.failure().message);
  port = *bound;
  thread_ = std::thread([this] { (void)server_.run(); });
}

LiveServer::~LiveServer() {
  app.let_slow_end();
  stop();
}

void LiveServer::stop() {
  if (!thread_.joinable()) return;
  server_.stop();
  thread_.join();
}

std::string LiveServer::answer_to(std::string_view bytes) {
  Client client(port);
  client.send(bytes);
  return client.receive();
}

HttpServerOptions LiveServer::options_with_deadlines(int seconds) {
  HttpServerOptions options;
  options.listen = "127.0.0.1:0";
  options.workers = 4;
  options.buffer.limits.head_seconds = seconds;
  options.buffer.limits.body_seconds = seconds;
  options.buffer.idle_seconds = seconds;
  options.buffer.stop_seconds = seconds;
  return options;
}

int count_of(std::string_view text, std::string_view part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

std::string body_of(const std::string& answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace handler::transport
