// Opens a file with the settings that the data of a window need.
#include "handler/store/sqlite/sqlite_database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "core/settings/folder_owner.h"
#include "handler/store/sqlite/sqlite_connection.h"
#include "handler/store/sqlite/sqlite_look.h"

namespace handler::store {
namespace {

using core::Failure;
using core::FailureCode;

struct Pragma {
  std::string_view set;
  std::string_view ask;
  std::string_view expect;  // as text
};

// Security c1: refuse to start if a setting did not take effect.
constexpr Pragma kPragmas[] = {
    {"PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
    {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA wal_autocheckpoint=1000", "PRAGMA wal_autocheckpoint", "1000"},
    {"PRAGMA journal_size_limit=67108864", "PRAGMA journal_size_limit", "67108864"},
    {"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
};

// The single value that a PRAGMA returns, number or text.
std::string answer_of(const Rows& rows) {
  if (rows.empty() || rows.front().is_null(0)) return {};
  return rows.front().is_number(0) ? std::to_string(rows.front().number(0)) : rows.front().text(0);
}

// If two programs open a new database together, both switch it to WAL, and SQLite returns "busy" to
// one of them without waiting.
core::Result<Rows> run_patiently(Database& database, std::string_view sql,
                                 std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (true) {
    core::Result<Rows> rows = database.run(sql);
    const bool busy = !rows && rows.failure().code == FailureCode::busy;
    if (!busy || std::chrono::steady_clock::now() >= end) return rows;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

core::Status apply_pragmas(Database& database, const std::string& path,
                           std::chrono::milliseconds patience) {
  for (const Pragma& pragma : kPragmas) {
    // Some say at once what holds now.
    core::Result<Rows> rows = run_patiently(database, pragma.set, patience);
    if (rows && rows->empty()) rows = database.run(pragma.ask);
    if (!rows) return rows.failure();
    if (answer_of(*rows) != pragma.expect) {
      return Failure{FailureCode::unavailable, path + ": SQLite refuses the setting " +
                                                   std::string(pragma.set) +
                                                   "; keep the data on a local disk"};
    }
  }
  return core::success();
}

// Without this, SQLite would create the file with the umask's mode. SQLite reports any failure. The
// files beside it get the owner of the database from SQLite.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return;
  ::close(file);
  (void)core::give_to_owner_of(std::filesystem::path(path).parent_path(), path);
}

// A reader of a database at rest needs shared memory, which a full disk refuses. Then the file is
// complete, and on a full disk it stands still: it is looked at as it stands.
bool may_look(const SqliteOptions& options, const core::Failure& failure) {
  return options.read_only && failure.code == FailureCode::disk_full;
}

}  // namespace

core::Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  raw::prepare();
  const std::string path = raw::with_real_folder(options.path);
  if (!options.read_only) create_private(path);
  sqlite3* connection = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const int result = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  std::unique_ptr<Database> database = raw::adopt(connection, options.path);
  if (result != SQLITE_OK) return raw::failure_of(connection, result, options.path);
  // SQLite silently falls back to read-only, and would even begin a write transaction.
  if (!options.read_only && sqlite3_db_readonly(connection, "main") == 1)
    return raw::failure_of(connection, SQLITE_READONLY, options.path);
  sqlite3_busy_timeout(connection, options.busy_milliseconds);
  const std::chrono::milliseconds patience(options.busy_milliseconds);
  const core::Status applied = apply_pragmas(*database, options.path, patience);
  if (!applied && may_look(options, applied.failure())) return open_sqlite_to_look(options.path);
  if (!applied) return applied.failure();
  if (options.read_only) {
    const core::Result<Rows> bound = database->run("PRAGMA query_only=ON", {});
    if (!bound) return bound.failure();
  }
  return database;
}

}  // namespace handler::store
