// The parts of a running handler, opened once: clock, keys, store, published sites. Only this file
// pair chooses the real implementations.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/settings/default_places.h"
#include "core/settings/public_address.h"
#include "handler/app.h"
#include "handler/casework/services.h"
#include "handler/files/cleaning.h"
#include "handler/log.h"
#include "handler/store/data_lock.h"
#include "handler/store/server.h"

namespace handler {

// Options from the command line, BANCHENG_* variables or bancheng.conf; the defaults are the places
// of an installed program (templates: core::templates_place()).
struct RuntimeOptions {
  std::filesystem::path published = core::kPublishedPlace;
  std::filesystem::path content = core::kContentPlace;  // read by the desk's pages for editors
  std::filesystem::path templates;
  std::filesystem::path public_pages = core::kPublicPlace;  // that the generator writes
  std::filesystem::path generator;                          // "": the one beside this program
  std::filesystem::path conf;  // bancheng.conf, if another one was named
  std::filesystem::path data = core::kDataPlace;
  std::string base_url = "/";       // of the public pages; as core::read_public_address() takes it
  std::string prefix;               // of the forms; "": the one that follows from the base URL
  std::string role = "both";        // "portal" | "desk" | "both"
  std::string database = "sqlite";  // "sqlite" | "postgresql"
  std::filesystem::path database_service;  // for postgresql: the file that names the server
  int archive_days = 0;                    // of PostgreSQL's archived log; 0: not said
  int set_aside_megabytes = 200;           // of each site, for reports that came above its budget
  int files_megabytes = 2000;              // of each site, for the files that people send
  std::filesystem::path certificate;       // a PEM file whose end the doctor checks; "": none
  std::filesystem::path access_log;        // of the web server, for the doctor; "": not looked at
  std::filesystem::path clamd;         // the socket of the virus scanner; "": no file is scanned
  std::filesystem::path file_cleaner;  // the program; "": the one beside this program
  std::string test_clock;              // a file with the time, or empty
  bool guard_test_clock = false;  // judge the test clock too, as after a restart of the machine
  bool one_request = false;       // the process serves one request
  bool no_desk = false;           // that is for no page of the desk
  bool answers = false;           // it answers visitors: a site for another address is not served
};

// The address that the options name, and the prefix of the forms below it: "/window/handle". The
// base URL must be a good one.
core::PublicAddress address_of(const RuntimeOptions& options);
std::string prefix_of(const RuntimeOptions& options);

// The database in the data folder, as SQLite has it.
std::filesystem::path database_of(const RuntimeOptions& options);
// The database in words for the operator: its file, or the service file of PostgreSQL.
std::string name_of_database(const RuntimeOptions& options);
// Whether there is a database already; of PostgreSQL the sign in the data folder tells.
bool has_database(const RuntimeOptions& options);
// The server that has the data; nullopt if they are in the file of the data folder.
std::optional<store::Server> server_of(const RuntimeOptions& options);
// The server that the settings name, wherever the data are now; throws core::Refused if they name
// none.
store::Server named_server(const RuntimeOptions& options);

// How files that people send are scanned and cleaned.
files::Inspection inspection_of(const RuntimeOptions& options);

// Where its files are, for the checks of the machine.
health::Place place_of(const RuntimeOptions& options);

// A clock that reads the time (ISO 8601) from a file at each call, so that tests can move it while
// the program runs.
class FileClock : public core::Clock {
 public:
  explicit FileClock(std::filesystem::path file) : file_(std::move(file)) {}
  core::Instant now() override;

  // nullopt if the file is missing or has no time; complaint() then explains it.
  std::optional<core::Instant> read() const;
  std::string complaint() const;

 private:
  std::filesystem::path file_;
};

// Owns the parts in the order of their dependencies. Cannot be moved or copied, because the
// services refer into it.
class Runtime {
 public:
  // Each failure is a sentence for the operator: keys missing, readable by others or those of
  // another database, database locked, newer or damaged.
  static core::Result<std::unique_ptr<Runtime>> open(const RuntimeOptions& options);

  view::Services& services() { return *services_; }
  App& app() { return *app_; }
  Log& log() { return *log_; }
  // Nothing but the destructor may be called after this.
  void close_store() { store_.reset(); }

 private:
  Runtime() = default;
  void make_sites(const RuntimeOptions& options);
  void make_app(const RuntimeOptions& options, store::PortalKeys portal_keys,
                std::optional<store::DeskKeys> desk_keys);

  std::unique_ptr<core::Clock> clock_;
  std::unique_ptr<Log> log_;
  core::SystemRandomness randomness_;
  std::optional<store::DataLock> lock_;  // no restore replaces the data meanwhile
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<view::LiveSites> sites_;
  std::unique_ptr<view::CaseRules> rules_;
  std::unique_ptr<view::Services> services_;
  std::unique_ptr<view::FailurePages> failures_;
  std::unique_ptr<App> app_;
};

// Only the clock and the store: for commands on staff and cases that do not serve. They need no
// keys, but refuse those of another database.
struct ClockAndStore {
  std::unique_ptr<core::Clock> clock;
  std::optional<store::DataLock> lock;
  std::unique_ptr<store::Store> store;
};
core::Result<ClockAndStore> open_clock_and_store(const RuntimeOptions& options);
// The same, but the store believes what the clock shows, in any case, and keeps that as the clock's
// sign.
core::Result<ClockAndStore> open_believing(const RuntimeOptions& options);

}  // namespace handler
