// Serializes responses for HTTP/1.1, and makes the fixed answers to refused requests.
#pragma once

#include <string>

#include "handler/web/response.h"

namespace handler::transport {

struct AnswerShape {
  bool head_only = false;  // the request was HEAD: send Content-Length but no body
  bool keep_alive = false;
};

// Status line, headers, Content-Length, Connection, Date, body. Framing headers set by the app are
// replaced, and a header that would break the framing is left out.
std::string answer_bytes(const web::Response& response, AnswerShape shape);

// The answer to a refused request: plain text with security headers, the same for every client.
web::Response refusal(int status);

// True if name and value stay within one header line.
bool is_safe_header(const std::string& name, const std::string& value);

}  // namespace handler::transport
