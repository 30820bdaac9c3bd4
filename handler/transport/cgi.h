// The handler as a CGI program (RFC 3875): one request from the environment and standard input, one
// answer to standard output.
#pragma once

#include <map>
#include <string>

#include "handler/web/application.h"

namespace handler::transport {

using Environment = std::map<std::string, std::string>;

// `environ` of the process, as a map; of a repeated name the first counts.
Environment environment_of(const char* const* environ_block);

// Answers one request and returns the program's exit code: 0 if the whole answer was written,
// else 2. The path is SCRIPT_NAME + PATH_INFO; arguments are never looked at (RFC 3875, 4.4), and
// HTTP_PROXY is dropped. The body is read within limits.body_seconds. What the web server got wrong
// or the client sent wrong is a 400, 405, 408, 411, 413 or 415.
int run_cgi(web::Application& application, const Environment& environment, int input, int output,
            const web::TransportLimits& limits);

// For the program's main, before anything is opened: closes descriptors from 3 up, umask 077, no
// core file, at most `seconds` of processor time and of life, SIGPIPE ignored.
void harden_cgi_process(unsigned seconds);

}  // namespace handler::transport
