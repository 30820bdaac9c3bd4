// One HTTP request as the app sees it, independent of the transport and of libraries.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace handler::web {

class Upload;  // handler/web/upload.h

// Fields in order of arrival; a name may occur more than once.
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
  std::string body;                            // complete; "" if there is an upload
  std::shared_ptr<const Upload>
      upload;                  // of multipart/form-data to a route that takes files; else null
  std::string remote_address;  // the peer's, or the one a trusted proxy reported
  bool secure = false;         // the browser uses TLS (to us or to the trusted proxy)
  bool loopback = false;       // peer and listener are on this machine

  std::string_view header(std::string_view lower_case_name) const;
  // The value of one cookie, or "".
  std::string_view cookie(std::string_view name) const;
};

// Decodes a request target ("/a%20b?x=1") into path and query. Returns nullopt (answer 400) if the
// path is malformed, not UTF-8, or has control characters, encoded slashes or dot segments.
struct Target {
  std::string path;
  Fields query;
};
std::optional<Target> parse_target(std::string_view target);

// Checks the rules of `path` above for a path that a web server has already decoded (CGI's
// SCRIPT_NAME + PATH_INFO).
bool is_clean_path(std::string_view decoded_path);

// Decodes the part after '?'. Leaves out each pair that is malformed, not UTF-8 or has control
// characters, and all behind the first 200: other sites add such pairs to links, and the page
// opens.
Fields parse_query(std::string_view query);

// Decodes application/x-www-form-urlencoded (WHATWG URL standard, section 5.1); at most 200 fields;
// the transport limits the size. Returns nullopt if an escape is malformed or the text is not
// UTF-8.
std::optional<Fields> parse_form(std::string_view body);

// The fields of a form, however the browser sent it: those of parse_form(), or the texts of an
// upload. All that reads a POST calls this.
std::optional<Fields> form_fields(const Request& request);

// Percent-encodes for a query or form value.
std::string url_encoded(std::string_view text);

// The group of one household or hall: the IPv4 address, or the first 64 bits of an IPv6 address,
// because a subscriber controls the other bits (RFC 6177). An IPv4 address in IPv6 form
// ("::ffff:192.0.2.7") counts as IPv4; what is no address ("unix") is its own group. For
// comparison, not for display. Pure.
std::string address_group(const std::string& address);

// The network around that group, for limits that many addresses of one holder must not get around:
// the first 24 bits of an IPv4 address, the first 48 bits of an IPv6 address, which is what one
// customer of a hosting company is given. Otherwise as address_group().
std::string wide_group(const std::string& address);

}  // namespace handler::web
