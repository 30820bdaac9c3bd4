// A data folder for each test, on the engine that the tests run on (engine.h), with a settable
// clock and reports that differ only by a number.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "core/base/crypto.h"
#include "handler/cases/fold/event_table.h"
#include "handler/store/open_database.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/store.h"
#include "tests/handler/store/engine.h"
#include "tests/handler/store/postgres_server.h"
#include "tests/support/notices.h"
#include "tests/support/other_process.h"
#include "tests/support/temporary_folder.h"

namespace test {

// Thread-safe.
class FakeClock : public core::Clock {
 public:
  core::Instant now() override { return now_.load(); }
  void set(const std::string& iso) { now_ = moment(iso); }

 private:
  std::atomic<core::Instant> now_ = moment("2026-04-03T10:00:00");
};

// Replaces fold(): enough to show that the row follows the events.
handler::store::CurrentValues fold_simply(const std::vector<handler::cases::Event>& events);

handler::store::NewEvent event(const std::string& type, core::Json data = core::Json::object());

std::string hash_of(const std::string& text);

// A report; the same `name` is the same confirmation.
handler::store::NewReport report(const std::string& name, core::Json data = core::Json::object(),
                                 const std::string& site = "demo");

struct StoreFixture {
  StoreFixture();
  ~StoreFixture();

  tests::TemporaryFolder folder;
  FakeClock clock;
  std::string path = (folder.path() / "bancheng.sqlite").string();

  // How others find the same database: what a process of a test is told, and gives to use().
  std::string address() const;
  void use(const std::string& address);
  // Before anything else is done with it: its database becomes a copy of another fixture's, which
  // no connection has open.
  void copy(const StoreFixture& other);

  handler::store::StoreOptions options() const;
  core::Result<std::unique_ptr<handler::store::Store>> try_open();
  std::unique_ptr<handler::store::Store> open() { return open(options()); }
  std::unique_ptr<handler::store::Store> open(const handler::store::StoreOptions& wanted);
  // A connection beside the store: another program, or an attacker.
  std::unique_ptr<handler::store::Database> raw() const;
  // The same, stopped by no trigger and no reference. SQLite's file has no triggers afterwards.
  std::unique_ptr<handler::store::Database> unguarded() const;
  // All bytes of the files that hold the database and what stands beside it; of PostgreSQL's, those
  // of the tables.
  std::string bytes_on_disk() const;
  // What opens connections, as the store does.
  handler::store::OpenDatabase connect() const;
  // verify_chains() beside the store.
  core::Result<std::int64_t> verify() const;

 private:
  const std::string& service_file() const;

  mutable std::optional<PostgresRoom> postgres_;  // made when it is first asked for
  mutable std::string service_file_;
};

// Walks the chain of each site, with the texts, the policies and the end of each case: what holds
// also for cases that no policy has made, as those of these tests. The number of events; the first
// thing that does not fit.
core::Result<std::int64_t> verify_chains(handler::store::Database& database);

std::int64_t number_of(handler::store::Database& database, const std::string& sql);

// Ids of the cases that a search of the desk finds by `typed`, with spaces between them.
std::string found_by(handler::store::Database& database, const std::string& typed);

std::string bytes_of(const std::filesystem::path& file);

std::vector<handler::cases::CaseId> ids_of(const std::vector<handler::store::CaseRow>& rows);

}  // namespace test
