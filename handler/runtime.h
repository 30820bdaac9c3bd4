// Everything a running handler stands on, opened once: clock, keys, store, published sites. The
// only place that knows which real parts are used.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "handler/app.h"
#include "handler/casework/services.h"
#include "handler/log.h"

namespace handler {

// What the operator chose on the command line, or by BANCHENG_* variables under CGI.
struct RuntimeOptions {
  std::filesystem::path published = "published";
  std::filesystem::path templates = "site_templates";
  std::filesystem::path data = "var";
  std::string prefix = "/handle";
  std::string role = "both";  // "portal" | "desk" | "both"
  std::string test_clock;     // a file holding the time, or empty
  bool one_request = false;   // the process lives for one request
};

// The database in the data folder.
std::filesystem::path database_of(const RuntimeOptions& options);

// The time written in a file (ISO 8601), read at each question: tests move it while the program
// runs.
class FileClock : public core::Clock {
 public:
  explicit FileClock(std::filesystem::path file) : file_(std::move(file)) {}
  core::Instant now() override;

  // Nothing if the file is not there or holds no time; complaint() then says so.
  std::optional<core::Instant> read() const;
  std::string complaint() const;

 private:
  std::filesystem::path file_;
};

// Owns the parts in the order they need each other. Neither moves nor copies: the services refer
// into it.
class Runtime {
 public:
  // Each refusal is a sentence for the operator: keys missing or readable by others, database
  // locked, newer or damaged.
  static core::Result<std::unique_ptr<Runtime>> open(const RuntimeOptions& options);

  view::Services& services() { return *services_; }
  App& app() { return *app_; }
  Log& log() { return *log_; }
  // Nothing but the destructor may be called after this.
  void close_store() { store_.reset(); }

 private:
  Runtime() = default;

  std::unique_ptr<core::Clock> clock_;
  std::unique_ptr<Log> log_;
  core::SystemRandomness randomness_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<view::LiveSites> sites_;
  std::unique_ptr<view::CaseRules> rules_;
  std::unique_ptr<view::Services> services_;
  std::unique_ptr<view::FailurePages> failures_;
  std::unique_ptr<App> app_;
};

// Opens the clock and the store alone: for the commands that work on staff and cases without
// serving.
struct ClockAndStore {
  std::unique_ptr<core::Clock> clock;
  std::unique_ptr<store::Store> store;
};
core::Result<ClockAndStore> open_clock_and_store(const RuntimeOptions& options);

}  // namespace handler
