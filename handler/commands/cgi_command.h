// Runs the handler as a CGI program (RFC 3875): used by `handler cgi` and by handler.cgi.
#pragma once

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "handler/runtime.h"

namespace handler {

// Answers one request from the environment and standard input. Trusts the web server for the
// client's address. If there are mistakes in the settings, or the parts cannot be opened, the
// visitor gets a 503 page, and the failure is for the web server's error log.
core::Status answer_cgi(RuntimeOptions options, const core::Diagnostics& mistakes = {});

// All of handler.cgi: settings, answer, what goes to standard error, and the exit code.
int run_cgi_program();

// The CGI document that says that nothing works now, for a process that cannot even begin.
void write_unavailable(const RuntimeOptions& options);

}  // namespace handler
