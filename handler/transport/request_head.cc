// The checks, one small function per rule. Where RFC 9112 is lenient, they are stricter.
#include "handler/transport/request_head.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/ascii.h"
#include "core/base/contains.h"

namespace handler::transport {
namespace {

constexpr std::size_t kLongestLine = 8192;

// True for ASCII letters, digits and the given marks; false for "".
bool is_made_of(std::string_view text, std::string_view marks) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           marks.find(c) != std::string_view::npos;
  });
}

bool is_token(std::string_view text) {
  return is_made_of(text, "!#$%&'*+-.^_`|~");
}

bool is_host(std::string_view text) {
  return is_made_of(text, "-._:[]");
}

// "GET /path HTTP/1.1" with exactly two single spaces.
int parse_request_line(std::string_view line, RequestHead& head, bool& is_http_1_0) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return 400;
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return 400;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return version.substr(0, 5) == "HTTP/" ? 505 : 400;
  }
  auto target = web::parse_target(line.substr(first + 1, last - first - 1));
  if (!target) return 400;
  if (method != "GET" && method != "HEAD" && method != "POST") return 405;
  head.method = method;
  head.target = std::move(*target);
  is_http_1_0 = version == "HTTP/1.0";
  return 0;
}

// Joins a repeated header as RFC 9110 (5.3) and RFC 6265bis say; false if two values would
// contradict each other.
bool join_repeated(const std::string& name, std::string& old_value, std::string_view value) {
  constexpr std::array<std::string_view, 11> kSingle{"host",
                                                     "content-length",
                                                     "content-type",
                                                     "transfer-encoding",
                                                     "content-encoding",
                                                     "origin",
                                                     "expect",
                                                     "referer",
                                                     "sec-fetch-site",
                                                     "authorization",
                                                     "x-forwarded-proto"};
  if (core::contains(kSingle, name)) return false;
  old_value += name == "cookie" ? "; " : ", ";
  old_value += value;
  return true;
}

int parse_header_line(std::string_view line, RequestHead& head) {
  const std::size_t colon = line.find(':');
  // A leading blank (folded line) or a blank before the colon makes the name an invalid token.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return 400;
  std::string name = core::ascii_lower(line.substr(0, colon));
  const std::string_view value = core::without_blanks(line.substr(colon + 1));
  // CGI programs would confuse "X_Forwarded_For" with "X-Forwarded-For", and "REMOTE_ADDR" with the
  // peer's address.
  if (name.find('_') != std::string::npos) return 0;
  const auto [entry, is_new] = head.headers.emplace(std::move(name), value);
  if (!is_new && !join_repeated(entry->first, entry->second, value)) return 400;
  return 0;
}

const std::string* find_header(const RequestHead& head, const char* name) {
  const auto found = head.headers.find(name);
  return found == head.headers.end() ? nullptr : &found->second;
}

int check_body(RequestHead& head) {
  if (find_header(head, "transfer-encoding") != nullptr) return 411;
  if (find_header(head, "content-encoding") != nullptr) return 415;
  const std::string* length = find_header(head, "content-length");
  if (length == nullptr) return head.method == "POST" ? 411 : 0;
  if (!parse_content_length(*length, head.body_bytes)) return 400;
  return head.method != "POST" && head.body_bytes > 0 ? 400 : 0;
}

bool lists_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), item.size() + 1));
    if (core::ascii_lower(core::without_blanks(item)) == token) return true;
  }
  return false;
}

int check_connection(RequestHead& head, bool is_http_1_0) {
  const std::string* host = find_header(head, "host");
  if (host == nullptr ? !is_http_1_0 : !is_host(*host)) return 400;
  const std::string* connection = find_header(head, "connection");
  head.keep_alive = !is_http_1_0 && !(connection != nullptr && lists_token(*connection, "close"));
  const std::string* expect = find_header(head, "expect");
  if (expect == nullptr || is_http_1_0) return 0;
  head.expects_continue = core::ascii_lower(*expect) == "100-continue";
  return head.expects_continue ? 0 : 417;
}

}  // namespace

HeadEnd find_head_end(std::string_view buffer, std::size_t from,
                      const web::TransportLimits& limits) {
  for (std::size_t i = from; i < buffer.size(); ++i) {
    const auto byte = static_cast<unsigned char>(buffer[i]);
    const bool after_cr = i > 0 && buffer[i - 1] == '\r';
    if (i >= limits.head_bytes) return {431, 0};
    if (after_cr != (byte == '\n')) return {400, 0};
    if (byte == 0x7f || (byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n')) {
      return {400, 0};
    }
    if (byte == '\n' && i == 1) return {400, 0};  // an empty request line
    if (byte == '\n' && i >= 3 && buffer[i - 2] == '\n') return {0, i + 1};
  }
  return {};
}

ParsedHead parse_head(std::string_view text, const web::TransportLimits& limits) {
  ParsedHead parsed;
  bool is_http_1_0 = false;
  std::size_t count = 0;
  for (std::size_t start = 0; start + 2 < text.size() && parsed.status == 0; ++count) {
    const std::size_t end = text.find("\r\n", start);
    const std::string_view line = text.substr(start, end - start);
    start = end + 2;
    if (line.size() > kLongestLine || count > limits.header_count) {
      parsed.status = 431;
    } else if (count == 0) {
      parsed.status = parse_request_line(line, parsed.head, is_http_1_0);
    } else {
      parsed.status = parse_header_line(line, parsed.head);
    }
  }
  if (parsed.status == 0) parsed.status = check_connection(parsed.head, is_http_1_0);
  if (parsed.status == 0) parsed.status = check_body(parsed.head);
  return parsed;
}

bool parse_content_length(std::string_view text, std::size_t& value) {
  if (text.empty() || text.size() > 15) return false;
  value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return true;
}

}  // namespace handler::transport
