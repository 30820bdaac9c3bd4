// One line of JSON an entry, in one write to standard error.
#include "handler/log.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "core/base/text.h"

namespace handler {
namespace {

// A clock that fails is itself something to write down.
std::string time_of(core::Clock& clock) {
  try {
    return core::to_iso(clock.now());
  } catch (...) {
    return "unknown";
  }
}

// Normally one write, which the kernel does not mix with those of other threads and processes; the
// rest of a line that a full pipe cut follows. What cannot be written is lost.
void write_line(std::string_view line) {
  while (!line.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Log::write(std::string_view event, const core::Json& fields) noexcept {
  if (is_silent_) return;
  try {
    core::Json line = fields;
    line["at"] = time_of(*clock_);
    line["event"] = event;
    // Ill-formed UTF-8 becomes U+FFFD instead of an exception; everything but ASCII is escaped.
    write_line(line.dump(-1, ' ', true, core::Json::error_handler_t::replace) + "\n");
  } catch (...) {
    // A log that fails must not take the service down with it (security: callbacks that throw end
    // the process).
    return;
  }
}

std::string shortened_address(std::string_view address) {
  const bool is_v6 = address.find(':') != std::string_view::npos;
  std::vector<std::string> parts = core::split(address, is_v6 ? ':' : '.');
  if (!is_v6) {
    if (parts.size() != 4) return std::string(address);
    return parts[0] + "." + parts[1] + "." + parts[2] + ".0";
  }
  // The groups before "::" are all that is kept of an address that has it.
  parts.resize(std::min<std::size_t>(parts.size(), 3));
  parts.erase(std::ranges::find(parts, ""), parts.end());
  return core::joined(parts, ":") + "::";
}

}  // namespace handler
