// Writes each log entry as one line of JSON, in one write to standard error.
#include "handler/log.h"

#include <unistd.h>

#include <cerrno>

namespace handler {
namespace {

// A failing clock is logged too.
std::string time_or_unknown(core::Clock& clock) {
  try {
    return core::to_iso(clock.now());
  } catch (...) {
    return "unknown";
  }
}

// Usually one write, which the kernel does not interleave with other threads and processes; after a
// partial write the rest follows. Text that cannot be written is lost.
void write_line(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Log::write(std::string_view event, core::Json fields) noexcept {
  if (is_silent_) return;
  try {
    fields["at"] = time_or_unknown(*clock_);
    fields["event"] = event;
    // Invalid UTF-8 becomes U+FFFD instead of an exception; all non-ASCII characters are escaped.
    write_line(fields.dump(-1, ' ', true, core::Json::error_handler_t::replace) + "\n");
  } catch (...) {
    // A logging failure must not stop the service (security: callbacks that throw end the process).
    return;
  }
}

}  // namespace handler
