// The handler as a CGI program (RFC 3875): reads one request from the environment and standard
// input, and writes one answer to standard output.
#pragma once

#include <map>
#include <string>

#include "handler/transport/upload_room.h"
#include "handler/web/application.h"

namespace handler::transport {

using Environment = std::map<std::string, std::string>;

// The process's `environ` as a map; of a repeated name the first counts.
Environment environment_of(const char* const* environ_block);

// Answers one request and returns the program's exit code: 0 if the whole answer was written, else
// 2. The path is SCRIPT_NAME + PATH_INFO. Arguments are ignored (RFC 3875, 4.4) and HTTP_PROXY is
// dropped. The body is read within limits.body_seconds. A faulty request from the web server or the
// client is answered with 400, 405, 408, 411, 413 or 415; a body that is refused is read to its
// end, within limits.body_seconds. A form with files goes to `uploads` as it comes, the texts in
// front of the files of a large one within limits.body_seconds and the files within
// limits.upload_seconds; its turn (limits.uploads) is shared by all processes of that folder, and
// it gives the process that much more lifetime.
int run_cgi(web::Application& application, const Environment& environment, int input, int output,
            const web::TransportLimits& limits, const UploadPlace& uploads = {});

// Gives an answer for which the request need not be understood, such as the page of a program that
// cannot open its data: drops the body, then writes. Returns as run_cgi().
int refuse_cgi(const web::Response& response, const Environment& environment, int input, int output,
               const web::TransportLimits& limits);

// Call first in main: closes descriptors from 3 up, sets umask 077, disables core files, limits
// processor time and lifetime to `seconds`, and ignores SIGPIPE.
void harden_cgi_process(unsigned seconds);

}  // namespace handler::transport
