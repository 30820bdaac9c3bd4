// An answer as bytes on the wire, and the fixed answers to requests that never reach the app.
#pragma once

#include <string>

#include "handler/web/response.h"

namespace handler::transport {

struct AnswerShape {
  bool head_only = false;  // the request was HEAD: the length is told, the body is not sent
  bool keep_alive = false;
};

// Status line, headers, Content-Length, Connection, Date, body. Framing headers that the app may
// have set are replaced, and a header that would break the framing is left out.
std::string answer_bytes(const web::Response& response, AnswerShape shape);

// A refused request's answer: plain text, security headers, the same for everybody.
web::Response refusal(int status);

// Name and value stay within one header line.
bool is_safe_header(const std::string& name, const std::string& value);

}  // namespace handler::transport
