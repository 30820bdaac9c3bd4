// What the operator can read afterwards: one line of JSON per request or incident, without personal
// data.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/time/local_time.h"

namespace spdlog {
class logger;
}

namespace handler {

// Writes to standard error (journald, or the web server's error log under CGI). Thread-safe; never
// throws. Fields are escaped as JSON, so nothing a visitor sends can start a second line.
class Log {
 public:
  explicit Log(core::Clock& clock);
  // Discards everything: for tests and short commands.
  static Log silent(core::Clock& clock);

  // `event` is a fixed word: "request", "incident", "start".
  void write(std::string_view event, const core::Json& fields) noexcept;

 private:
  Log(core::Clock& clock, std::shared_ptr<spdlog::logger> logger);

  core::Clock* clock_;
  std::shared_ptr<spdlog::logger> logger_;
};

// "203.0.113.77" -> "203.0.113.0", IPv6 to its /48: enough to see an attack, too little to point at
// a person.
std::string shortened_address(std::string_view address);

}  // namespace handler
