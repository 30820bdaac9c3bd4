// Serializes responses; only this file knows HTTP/1.1's framing of answers.
#include "handler/transport/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

#include "core/base/ascii.h"

namespace handler::transport {
namespace {

// Small files are read by the worker; large ones are sent by the kernel.
constexpr std::uint64_t kReadBytes = 16384;
constexpr std::size_t kUsualHead = 1024;

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
  return std::ranges::any_of(kFraming, [name](std::string_view framing) {
    return core::equal_in_any_case(framing, name);
  });
}

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string head_of(const web::Response& response, AnswerShape shape, std::uint64_t length) {
  std::string head =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, web::reason_phrase(response.status));
  head.reserve(kUsualHead);
  for (const auto& [name, value] : response.headers) {
    if (is_framing(name) || !is_safe_header(name, value)) continue;
    head.append(name).append(": ").append(value).append("\r\n");
  }
  head += "Date: " + http_date() + "\r\n";
  if (has_body(response.status)) head += fmt::format("Content-Length: {}\r\n", length);
  head += shape.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

// Puts the head into the room that the body still has, if it fits there: most pages are rendered
// into more than they need.
std::string joined(std::string head, std::string body) {
  if (body.capacity() - body.size() >= head.size()) return std::move(body.insert(0, head));
  head.reserve(head.size() + body.size());
  return std::move(head.append(body));
}

}  // namespace

bool is_safe_header(const std::string& name, const std::string& value) {
  const auto breaks = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  return !name.empty() && name.find_first_of(": ") == std::string::npos &&
         std::ranges::none_of(name, breaks) && std::ranges::none_of(value, breaks);
}

Answer answer_to_send(web::Response response, AnswerShape shape) {
  const bool sends_body = has_body(response.status) && !shape.head_only;
  const bool is_file = response.file_body.has_value();
  const bool is_read = is_file && sends_body && response.file_body->size <= kReadBytes;
  if (is_read) response.body = web::first_bytes_of(*response.file_body, kReadBytes);
  const bool is_sent_later = is_file && !is_read;
  const std::uint64_t length = is_sent_later ? response.file_body->size : response.body.size();
  Answer answer;
  answer.bytes = head_of(response, shape, length);
  if (sends_body && !is_sent_later)
    answer.bytes = joined(std::move(answer.bytes), std::move(response.body));
  if (sends_body && is_sent_later) {
    answer.file = response.file_body->file;
    answer.file_size = length;
  }
  return answer;
}

}  // namespace handler::transport
