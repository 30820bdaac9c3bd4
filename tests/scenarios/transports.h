// The ways in which a request reaches the app: in process, by a CGI program, by a live server, and
// by Apache beside a live server.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "handler/runtime.h"

namespace scenarios {

struct HttpRequest {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string header(const std::string& name) const;  // names ignore case; "" if missing
};

// The folders of one scenario's world.
struct Place {
  std::filesystem::path source;    // the checkout
  std::filesystem::path programs;  // build/bin
  std::filesystem::path published;
  std::filesystem::path public_folder;
  std::filesystem::path data;
  std::filesystem::path clock;  // the test clock's file
};

// What the runner does to the place in its own process. BANCHENG_DATABASE and its service file hold
// for it as for the programs that it starts.
handler::RuntimeOptions runtime_options(const Place& place);

class Transport {
 public:
  virtual ~Transport() = default;
  virtual HttpAnswer send(const HttpRequest& request) = 0;
};

// `name` is app, cgi, serve or apache. Throws std::runtime_error if it cannot be started.
std::unique_ptr<Transport> make_transport(const std::string& name, const Place& place);

// "Status: 200 OK\r\n..." or "HTTP/1.1 200 OK\r\n..." with its body.
HttpAnswer parse_answer(const std::string& bytes);

}  // namespace scenarios
