// One HTTP answer, kept in memory until complete, so that a failure can still replace it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace handler::web {

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // How long the transport keeps this answer back without a worker. The work is done already.
  std::chrono::milliseconds hold_for{0};

  // Replaces a header of the same name (ignoring case). A value with control characters fails a
  // check.
  void set_header(std::string name, std::string value);
  std::string_view header(std::string_view name) const;
};

// "text/html; charset=utf-8".
Response html(int status, std::string body);
Response plain(int status, std::string body);
// 303 See Other, after a POST. `location` is a path of this server.
Response see_other(std::string location);
// Empty pages: the caller's wrapper replaces them with its failure page.
inline Response bad_request() {
  return html(400, "");
}
inline Response forbidden() {
  return html(403, "");
}
inline Response not_found() {
  return html(404, "");
}
inline Response unavailable() {
  return html(503, "");
}
// The standard reason phrase: "OK", "Not Found".
std::string_view reason_phrase(int status);

}  // namespace handler::web
