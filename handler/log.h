// The operator's log: one line of JSON per request or incident, without personal data and without
// addresses, which the web server's access log has.
#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/time/local_time.h"

namespace handler {

// Writes to standard error (journald, or the web server's error log under CGI). Thread-safe: one
// write per line; never throws. Fields are escaped as JSON, so client input cannot start a second
// line.
class Log {
 public:
  explicit Log(core::Clock& clock) : clock_(&clock) {}
  // Discards all entries: for tests and short commands.
  static Log silent(core::Clock& clock) { return {clock, true}; }

  // `event` is a fixed word: "request", "incident", "start".
  void write(std::string_view event, core::Json fields) noexcept;

 private:
  Log(core::Clock& clock, bool is_silent) : clock_(&clock), is_silent_(is_silent) {}

  core::Clock* clock_;
  bool is_silent_ = false;
};

}  // namespace handler
