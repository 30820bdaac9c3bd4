// Builds answers. Header values are checked here, once, so that no page can split an answer.
#include "handler/web/response.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

#include "core/base/ascii.h"
#include "core/base/check.h"

namespace handler::web {
namespace {

bool is_header_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-';
  });
}

bool is_header_value(std::string_view value) {
  return std::ranges::none_of(value, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

Response with_type(int status, std::string_view type, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.set_header("Content-Type", std::string(type));
  return response;
}

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr std::array kReasons{
    Reason{200, "OK"},
    Reason{204, "No Content"},
    Reason{301, "Moved Permanently"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{411, "Length Required"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
};

}  // namespace

std::string first_bytes_of(const FileBody& body, std::size_t most) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(body.size, most)), '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t count = ::pread(body.file->get(), bytes.data() + have, bytes.size() - have,
                                  static_cast<off_t>(have));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    have += static_cast<std::size_t>(count);
  }
  bytes.resize(have);
  return bytes;
}

void Response::set_header(std::string name, std::string value) {
  BANCHENG_CHECK(is_header_name(name));
  BANCHENG_CHECK(is_header_value(value));
  for (auto& [key, old_value] : headers) {
    if (core::equal_in_any_case(key, name)) {
      old_value = std::move(value);
      return;
    }
  }
  headers.emplace_back(std::move(name), std::move(value));
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (core::equal_in_any_case(key, name)) return value;
  }
  return {};
}

Response html(int status, std::string body) {
  Response response = with_type(status, "text/html; charset=utf-8", std::move(body));
  if (status == 503) response.set_header("Retry-After", std::to_string(kRetryUnavailable));
  return response;
}

Response plain(int status, std::string body) {
  return with_type(status, "text/plain; charset=utf-8", std::move(body));
}

Response see_other(std::string location) {
  // "//host" would redirect to another server.
  BANCHENG_CHECK(!location.empty() && location[0] == '/' && location.substr(0, 2) != "//");
  Response response = plain(303, "");
  response.set_header("Location", std::move(location));
  return response;
}

std::string_view reason_phrase(int status) {
  for (const Reason& reason : kReasons) {
    if (reason.status == status) return reason.phrase;
  }
  return "Unknown";
}

}  // namespace handler::web
