// A strict check of a request's head: what is in any way ambiguous is refused, so that nothing in
// front of us and nothing behind us can read the same bytes differently.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "handler/web/application.h"
#include "handler/web/request.h"

namespace handler::transport {

// Where a head ends. `status` is 0, or the 4xx to answer; `size` counts the blank line too and is 0
// while more must come.
struct HeadEnd {
  int status = 0;
  std::size_t size = 0;
};

// Looks at buffer[from..] (all before `from` was looked at in an earlier call). Refuses control
// characters, bare CR and LF at once with 400, and a head beyond the limit with 431, so a peer
// cannot make us wait or remember.
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

// `status` is 0 and `head` is whole, or `status` is the answer (400, 405, 411, 413, 415, 417, 431,
// 505).
struct ParsedHead {
  int status = 0;
  RequestHead head;
};

// `head` as found by find_head_end.
ParsedHead parse_head(std::string_view head, const web::TransportLimits& limits);

// The value of a Content-Length: digits only, at most 15 of them; false otherwise.
bool parse_content_length(std::string_view text, std::size_t& value);

}  // namespace handler::transport
