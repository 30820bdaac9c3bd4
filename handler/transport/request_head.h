// Checks the head of a request strictly: everything ambiguous is refused, so that no proxy and no
// part of the app can read the same bytes differently.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// The end of a head. `status` is 0 or the 4xx to answer. `size` includes the blank line; 0 until
// the head is complete.
struct HeadEnd {
  int status = 0;
  std::size_t size = 0;
};

// Scans buffer[from..]; earlier calls scanned the bytes before. Refuses control characters, bare CR
// and bare LF at once with 400, and a head beyond the limit with 431, so a peer cannot make the
// server wait or store more.
HeadEnd find_head_end(std::string_view buffer, std::size_t from,
                      const web::TransportLimits& limits);

struct RequestHead {
  std::string method;
  web::Target target;
  std::map<std::string, std::string>
      headers;  // lower-case names, raw values; names with '_' are dropped
  std::size_t body_bytes = 0;
  bool keep_alive = false;
  bool expects_continue = false;
};

// `head` is complete if `status` is 0; otherwise `status` is the answer (400, 405, 411, 415, 417,
// 431, 505). How large a body may be depends on where it goes, so the caller checks that.
struct ParsedHead {
  int status = 0;
  RequestHead head;
};

// `head` as found by find_head_end.
ParsedHead parse_head(std::string_view head, const web::TransportLimits& limits);

// Parses a Content-Length: at most 15 digits and nothing else; otherwise returns false.
bool parse_content_length(std::string_view text, std::size_t& value);

}  // namespace handler::transport
