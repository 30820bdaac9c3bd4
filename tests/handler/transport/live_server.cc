// The echoing app, the client and the server.
#include "tests/handler/transport/live_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <new>
#include <stdexcept>
#include <utility>

#include "core/base/crypto.h"
#include "handler/web/upload.h"

namespace handler::transport {
namespace {

std::string told_of(const web::Upload& upload) {
  std::string text;
  for (const auto& [name, value] : upload.fields().items())
    text.append("field ").append(name).append("=").append(value).append("\n");
  for (std::size_t i = 0; i < upload.files().size(); ++i) {
    const web::UploadedFile& file = upload.files()[i];
    text.append("file ").append(file.field).append(" ").append(file.name).append(" ");
    text.append(hash_of_file(*upload.read(i))).append("\n");
  }
  return text;
}

}  // namespace

std::string hash_of_file(std::string_view bytes) {
  return std::to_string(bytes.size()) + " " + core::to_hex(core::hash(bytes));
}

web::Response EchoApp::handle(const web::Request& request) {
  ++handled;
  if (request.path == "/throw") throw std::runtime_error("secret path /srv/db.sqlite");
  if (request.path == "/large") return web::plain(200, std::string(4 << 20, 'x'));
  if (request.path == "/file") return with_file();
  if (request.path.ends_with("/slow")) slow_may_end.wait(false);
  std::string text = request.method + " " + request.path + " from " + request.remote_address;
  text += request.loopback ? " loopback" : "";
  text += request.secure ? " secure" : "";
  text += " body " + std::to_string(request.body.size()) + "\n";
  for (const auto& [name, value] : request.headers) {
    if (name != "host") text.append(name).append("=").append(value).append("\n");
  }
  if (request.upload) text += told_of(*request.upload);
  web::Response response = web::plain(200, text);
  if (request.path == "/held") response.hold_for = hold;
  return response;
}

web::Response EchoApp::with_file() {
  web::Response response;
  response.file_body = file;
  ++files_given;
  return response;
}

std::string EchoApp::refusal_page(int status) {
  return "<p>" + std::string(has_new_pages ? "new " : "") + "page " + std::to_string(status) +
         "</p>";
}

std::string EchoApp::files_refused_page(core::FilesRefused why) {
  return "<p>files page " + std::to_string(static_cast<int>(why)) + "</p>";
}

bool EchoApp::takes_upload(std::string_view method, const std::string& path) {
  if (path == "/upload/throw") throw std::bad_alloc();
  return method == "POST" && path.starts_with("/upload");
}

web::UploadSender EchoApp::upload_sender(const web::Request& head, const web::Fields& texts) {
  ++asked;
  const auto says = [&](std::string_view word) {
    return head.header("sender") == word || texts.get("sender") == word;
  };
  if (says("stranger")) return web::UploadSender::stranger;
  return says("staff") ? web::UploadSender::staff : web::UploadSender::reporter;
}

void EchoApp::let_slow_end() {
  slow_may_end = true;
  slow_may_end.notify_all();
}

bool EchoApp::has_begun(int count) {
  return tests::comes_true([&] { return handled >= count; });
}

bool EchoApp::was_asked(int count) {
  return tests::comes_true([&] { return asked >= count; });
}

namespace {

// The same code for both families: fills `address` and returns its size.
socklen_t address_of(const std::string& text, int port, sockaddr_storage& address) {
  if (text.find(':') != std::string::npos) {
    auto& v6 = reinterpret_cast<sockaddr_in6&>(address);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr);
    return sizeof v6;
  }
  auto& v4 = reinterpret_cast<sockaddr_in&>(address);
  v4.sin_family = AF_INET;
  v4.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, text.c_str(), &v4.sin_addr);
  return sizeof v4;
}

}  // namespace

Client::Client(int port, const std::string& from) {
  sockaddr_storage own{};
  sockaddr_storage server{};
  const socklen_t size = address_of(from, 0, own);
  address_of(from == "::1" ? from : "127.0.0.1", port, server);
  socket_ = ::socket(own.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&own), size) != 0 ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), size) != 0) {
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
