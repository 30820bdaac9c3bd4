// One HTTP answer: complete in memory, so that a failure can still replace it, or the file that it
// will be read from.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/descriptor.h"

namespace handler::web {

// An open file that is sent as it is: its first `size` bytes. Copies share the descriptor.
struct FileBody {
  std::shared_ptr<const core::Descriptor> file;
  std::uint64_t size = 0;
};

// At most `most` bytes of the file, its first ones; fewer if it has become shorter or cannot be
// read. Thread-safe.
std::string first_bytes_of(const FileBody& body, std::size_t most);

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::optional<FileBody> file_body;  // if set, sent in place of `body`

  // `serve` keeps the finished answer back for so long without a worker, then sends it; when it
  // stops, it sends it at once. CGI sends it at once.
  std::chrono::milliseconds hold_for{0};

  // Replaces a header of the same name (ignoring case). A value with control characters fails a
  // check.
  void set_header(std::string name, std::string value);
  std::string_view header(std::string_view name) const;
};

// Seconds after which what could not be read or kept (503) may be tried again: pages say "in a few
// minutes".
inline constexpr int kRetryUnavailable = 120;

// "text/html; charset=utf-8". 503 says in Retry-After when to try again, after kRetryUnavailable
// unless the caller knows better; with 429 the caller says it.
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
