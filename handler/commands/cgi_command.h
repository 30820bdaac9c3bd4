// One request as a CGI program (RFC 3875): what `handler cgi` does, and the program handler.cgi.
#pragma once

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

// Answers one request from the environment and standard input. The web server in front is trusted
// for the peer's address.
core::Status answer_cgi(RuntimeOptions options);

}  // namespace handler
