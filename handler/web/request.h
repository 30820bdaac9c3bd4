// One HTTP request as the app sees it, whichever transport brought it: plain values, no library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace handler::web {

// Fields in the order they came; a name may come more than once.
class Fields {
 public:
  void add(std::string name, std::string value);
  // The first value of that name, or "".
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

 private:
  std::vector<std::pair<std::string, std::string>> items_;
};

struct Request {
  std::string method;  // "GET", "HEAD", "POST"
  std::string path;    // decoded, starts with '/', no '.' or '..' segments, valid UTF-8, no control
                       // characters
  Fields query;        // decoded
  std::map<std::string, std::string> headers;  // lower-case names, raw values
  std::string body;                            // complete
  std::string remote_address;                  // of the peer, or what a trusted proxy said
  bool secure = false;    // the browser speaks TLS (to us or to the trusted proxy)
  bool loopback = false;  // the peer and the listener are on this machine

  std::string_view header(std::string_view lower_case_name) const;
  // The value of one cookie, or "".
  std::string_view cookie(std::string_view name) const;
};

// Decodes a request target ("/a%20b?x=1") into path and query; nothing if it is malformed, not
// UTF-8, holds control characters, encoded slashes or dot segments (a 400 for the peer).
struct Target {
  std::string path;
  Fields query;
};
std::optional<Target> parse_target(std::string_view target);

// The rules of `path` above, for a path that a web server has decoded already (CGI's SCRIPT_NAME +
// PATH_INFO).
bool is_clean_path(std::string_view decoded_path);

// Decodes what stands after the '?'; nothing if it is malformed, not UTF-8 or holds control
// characters.
std::optional<Fields> parse_query(std::string_view query);

// application/x-www-form-urlencoded of any size the transport let through (WHATWG URL standard,
// section 5.1); at most 200 fields. Nothing if an escape is malformed or the text is not UTF-8.
std::optional<Fields> parse_form(std::string_view body);

// Percent-encodes for a query or form value.
std::string url_encoded(std::string_view text);

}  // namespace handler::web
