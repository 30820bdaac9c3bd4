// The interface between the transports and the app: a function from Request to Response, and the
// limits that both transports enforce.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/page/files_refused.h"
#include "handler/web/request.h"
#include "handler/web/response.h"

namespace handler::web {

// Who sends a form with files, as far as what stands before its first file tells.
enum class UploadSender {
  stranger,  // it comes from none of our pages, or from a browser without a sign-in
  reporter,
  staff,
};

// Thread-safe: serve calls it from many threads, cgi from one. Never throws.
class Application {
 public:
  virtual ~Application() = default;
  virtual Response handle(const Request& request) = 0;
  // The page, as HTML, for a request that the transport itself refuses with this status (400, 405,
  // 408, 411, 413, 415, 417, 431, 500, 503, 505); "" if there is none. May read files.
  virtual std::string refusal_page(int /*status*/) { return {}; }
  // The same for files that the transport does not take.
  virtual std::string files_refused_page(core::FilesRefused /*why*/) { return {}; }
  // Whether a form with files (multipart/form-data) may be sent there. Asked before its body is
  // read, by the thread that reads all connections: it must not wait for a disk or a lock.
  virtual bool takes_upload(std::string_view /*method*/, const std::string& /*path*/) {
    return false;
  }
  // Asked when the first file of a large form begins, on the same thread and by the same rule:
  // `head` is the request without a body, `texts` stand in front of the file. What a stranger sends
  // is not kept.
  virtual UploadSender upload_sender(const Request& /*head*/, const Fields& /*texts*/) {
    return UploadSender::stranger;
  }
};

// Enforced before memory is allocated: sizes in bytes, times in seconds where no other unit is
// named. Those up to `body_seconds` by both transports, the others by `serve`.
struct TransportLimits {
  std::size_t head_bytes = 16384;
  std::size_t header_count = 64;
  // A text of 4,000 Chinese characters is 36,000 bytes urlencoded; a form has at most three.
  std::size_t body_bytes = 262144;
  // A form with files: four of 5 MB, and its texts. It is never in memory whole.
  std::size_t upload_bytes = 21U << 20;
  // At once, from the first byte of a file until the app has answered. Reporters leave one of them
  // to staff, and staff one to reporters.
  int uploads = 3;
  int upload_seconds = 900;
  std::chrono::milliseconds upload_silence{20000};  // without a byte
  int head_seconds = 10;
  int body_seconds = 30;
  int connections_per_address = 32;   // of one address_group()
  int connections_per_network = 256;  // of one wide_group()
  int connections = 512;
  // While others wait for a turn, a sender that has had one for so long must have sent 8 KiB a
  // second, or gives way.
  std::chrono::milliseconds upload_grace{30000};
  // All requests that are collected and all answers that wait for their readers, together. What is
  // above it is closed or refused; a single answer may be larger.
  std::size_t buffered_bytes = 32U << 20;
  // A peer that has taken no byte of its answer for so long gives way when places or bytes are
  // short ...
  std::chrono::milliseconds stall{2000};
  // ... and is closed after so long in any case.
  std::chrono::milliseconds silence{30000};
};

}  // namespace handler::web
