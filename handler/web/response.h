// One HTTP answer, complete in memory, so that a failure half-way can still become another answer.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace handler::web {

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  // Replaces a header of that name (names compare without case); a value with control characters is
  // refused: a bug.
  void set_header(std::string name, std::string value);
  std::string_view header(std::string_view name) const;
};

// "text/html; charset=utf-8".
Response html(int status, std::string body);
Response plain(int status, std::string body);
// 303 See Other, after a POST. `location` is a path of ours.
Response see_other(std::string location);
// Empty pages: what is around the page puts its own failure page in their place.
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
