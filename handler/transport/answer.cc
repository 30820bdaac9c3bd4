// Serializes responses; only this file knows HTTP/1.1's framing of answers.
#include "handler/transport/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "handler/web/security_headers.h"

namespace handler::transport {
namespace {

struct Sentence {
  int status;
  std::string_view text;
};

constexpr std::array kSentences{
    Sentence{400, "The request is malformed."},
    Sentence{405, "Only GET, HEAD and POST are served here."},
    Sentence{408, "The request did not arrive in time."},
    Sentence{411, "A POST needs a Content-Length."},
    Sentence{413, "The request is too large."},
    Sentence{415, "Compressed requests are not supported."},
    Sentence{417, "This expectation cannot be met."},
    Sentence{431, "The request's head is too large."},
    Sentence{500, "Something failed here. Please try again."},
    Sentence{503, "Too many connections. Please try again."},
    Sentence{505, "This version of HTTP is not supported."},
};

// IMF-fixdate (RFC 9110, 5.6.7), independent of the locale.
std::string http_date() {
  constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                     kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                     utc.tm_min, utc.tm_sec);
}

bool is_framing(std::string_view name) {
  constexpr std::array<std::string_view, 5> kFraming{"content-length", "connection", "date",
                                                     "transfer-encoding", "keep-alive"};
  return core::contains(kFraming, core::ascii_lower(name));
}

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

bool is_safe_header(const std::string& name, const std::string& value) {
  const auto breaks = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  return !name.empty() && name.find_first_of(": ") == std::string::npos &&
         std::ranges::none_of(name, breaks) && std::ranges::none_of(value, breaks);
}

std::string answer_bytes(const web::Response& response, AnswerShape shape) {
  std::string bytes =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, web::reason_phrase(response.status));
  bytes.reserve(bytes.size() + 1024 + response.body.size());
  for (const auto& [name, value] : response.headers) {
    if (is_framing(name) || !is_safe_header(name, value)) continue;
    bytes.append(name).append(": ").append(value).append("\r\n");
  }
  bytes += "Date: " + http_date() + "\r\n";
  if (has_body(response.status)) {
    bytes += fmt::format("Content-Length: {}\r\n", response.body.size());
  }
  bytes += shape.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  if (has_body(response.status) && !shape.head_only) bytes += response.body;
  return bytes;
}

web::Response refusal(int status) {
  std::string text(web::reason_phrase(status));
  for (const Sentence& sentence : kSentences) {
    if (sentence.status == status) text = sentence.text;
  }
  web::Response response = web::plain(status, text + "\n");
  if (status == 405) response.set_header("Allow", "GET, HEAD, POST");
  if (status == 503) response.set_header("Retry-After", "5");
  web::add_security_headers(response, web::Caching::never);
  return response;
}

}  // namespace handler::transport
