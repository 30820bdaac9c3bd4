// The only home of spdlog.
#include "handler/log.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/text.h"

namespace handler {
namespace {

std::shared_ptr<spdlog::logger> make_logger(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("bancheng", std::move(sink));
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return logger;
}

// A clock that fails is itself something to write down.
std::string time_of(core::Clock& clock) {
  try {
    return core::to_iso(clock.now());
  } catch (...) {
    return "unknown";
  }
}

}  // namespace

Log::Log(core::Clock& clock, std::shared_ptr<spdlog::logger> logger)
    : clock_(&clock), logger_(std::move(logger)) {}

Log::Log(core::Clock& clock)
    : Log(clock, make_logger(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}

Log Log::silent(core::Clock& clock) {
  return {clock, make_logger(std::make_shared<spdlog::sinks::null_sink_mt>())};
}

void Log::write(std::string_view event, const core::Json& fields) noexcept {
  try {
    core::Json line = fields;
    line["at"] = time_of(*clock_);
    line["event"] = event;
    // Ill-formed UTF-8 becomes U+FFFD instead of an exception; everything but ASCII is escaped.
    logger_->info("{}", line.dump(-1, ' ', true, core::Json::error_handler_t::replace));
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
  parts.erase(std::find(parts.begin(), parts.end(), ""), parts.end());
  return core::joined(parts, ":") + "::";
}

}  // namespace handler
