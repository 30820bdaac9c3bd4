// Runs the handler as a CGI program (RFC 3875): used by `handler cgi` and by handler.cgi.
#pragma once

#include "core/base/result.h"
#include "handler/runtime.h"

namespace handler {

// Answers one request from the environment and standard input. Trusts the web server for the
// client's address.
core::Status answer_cgi(RuntimeOptions options);

// The CGI document that says that nothing works now, for a process that cannot even begin.
void write_unavailable(const RuntimeOptions& options);

}  // namespace handler
