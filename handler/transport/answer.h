// Serializes responses for HTTP/1.1.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/descriptor.h"
#include "handler/web/response.h"

namespace handler::transport {

struct AnswerShape {
  bool head_only = false;  // the request was HEAD: send Content-Length but no body
  bool keep_alive = false;
};

// What is sent: `bytes`, then the file from `file_sent` to `file_size`, if there is one. A file of
// at most 16 KiB is in `bytes`, so that it needs no descriptor and no second call.
struct Answer {
  std::string bytes;
  std::shared_ptr<const core::Descriptor> file;
  std::uint64_t file_size = 0;
  std::uint64_t file_sent = 0;
};

// Status line, headers, Content-Length, Connection, Date, body. Framing headers set by the app are
// replaced, and a header that would break the framing is left out. Reads at most 16 KiB of a file,
// and nothing of it for HEAD.
Answer answer_to_send(web::Response response, AnswerShape shape);

// True if name and value stay within one header line.
bool is_safe_header(const std::string& name, const std::string& value);

}  // namespace handler::transport
