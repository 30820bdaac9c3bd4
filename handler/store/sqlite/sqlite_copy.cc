// Copies on connections of its own, so that no pool and no writer waits for a copy.
#include "handler/store/sqlite/sqlite_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>

#include "core/base/descriptor.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "handler/store/sqlite/sqlite_connection.h"

namespace handler::store {
namespace {

core::Result<std::unique_ptr<Database>> open_own_connection(const std::string& path,
                                                            int busy_milliseconds) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const int result = sqlite3_open_v2(raw::with_real_folder(path).c_str(), &opened, flags, nullptr);
  std::unique_ptr<Database> database = raw::adopt(opened, path);
  if (result != SQLITE_OK) return raw::failure_of(opened, result, path);
  sqlite3_busy_timeout(opened, busy_milliseconds);
  return database;
}

std::string path_of(sqlite3* connection) {
  const char* path = sqlite3_db_filename(connection, "main");
  return path == nullptr ? std::string("a database in memory") : std::string(path);
}

// The first value of the first row, as text.
core::Result<std::string> answer_in(const core::Result<Rows>& rows) {
  if (!rows) return rows.failure();
  return rows->empty() ? std::string() : rows->front().text(0);
}

// A log that does not fit its database must not be mixed into it, not even when the connection
// closes.
core::Status check_with_log(Database& database, const std::string& path) {
  sqlite3_db_config(raw::connection_of(database), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  const core::Result<std::string> answer = answer_in(database.run("PRAGMA integrity_check(1)"));
  if (!answer) return answer.failure();
  return *answer == "ok" ? core::success()
                         : core::Status(raw::failure_of(nullptr, SQLITE_CORRUPT, path));
}

// The rollback journal leaves no file beside a database that is at rest.
core::Status leave_log(Database& database, const std::string& path) {
  const core::Result<std::string> mode = answer_in(database.run("PRAGMA journal_mode=DELETE"));
  if (!mode) return mode.failure();
  return *mode == "delete" ? core::success()
                           : core::Status(raw::failure_of(nullptr, SQLITE_BUSY, path));
}

core::Status make_copy(const std::string& from, const std::string& to, int busy_milliseconds) {
  const core::Result<std::unique_ptr<Database>> source =
      open_own_connection(from, busy_milliseconds);
  if (!source) return source.failure();
  const core::Result<std::unique_ptr<Database>> target = open_own_connection(to, busy_milliseconds);
  if (!target) return target.failure();
  if (core::Status copied = copy_pages(**source, **target); !copied) return copied;
  core::stop_point("copy: pages there");
  return leave_log(**target, to);
}

core::Status sync_file(const std::string& path) {
  const core::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.ok() || ::fsync(file.get()) != 0) return core::system_failure("sync", path);
  return core::success();
}

void remove_copy(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm", "-journal"}) ::unlink((path + end).c_str());
}

}  // namespace

core::Status keep_others_out(Database& database) {
  for (const std::string_view sql :
       {"PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE", "COMMIT"}) {
    if (const core::Result<Rows> done = database.run(sql); !done) return done.failure();
  }
  return core::success();
}

// One step takes all pages, so they are of one moment, and a write meanwhile does not begin the
// copy again.
core::Status copy_pages(Database& from, Database& to) {
  sqlite3* target = raw::connection_of(to);
  sqlite3_backup* copying = sqlite3_backup_init(target, "main", raw::connection_of(from), "main");
  const int stepped =
      copying == nullptr ? sqlite3_extended_errcode(target) : sqlite3_backup_step(copying, -1);
  const int finished = copying == nullptr ? stepped : sqlite3_backup_finish(copying);
  if (stepped == SQLITE_DONE && finished == SQLITE_OK) return core::success();
  if (finished != SQLITE_OK) return raw::failure_of(target, finished, path_of(target));
  return raw::failure_of(nullptr, stepped, path_of(raw::connection_of(from)));
}

core::Status copy_to_new_file(const std::string& from, const std::string& to,
                              int busy_milliseconds) {
  core::Descriptor made(::open(to.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (!made.ok()) return core::system_failure("make", to);
  made.close();
  core::Status done = make_copy(from, to, busy_milliseconds);
  if (done) done = sync_file(to);
  if (!done) remove_copy(to);
  return done;
}

core::Status fold_into_one_file(const std::string& path, int busy_milliseconds) {
  {
    const core::Result<std::unique_ptr<Database>> opened =
        open_own_connection(path, busy_milliseconds);
    if (!opened) return opened.failure();
    if (core::Status fits = check_with_log(**opened, path); !fits) return fits;
    core::stop_point("fold: log fits");
    if (core::Status left = leave_log(**opened, path); !left) return left;
  }
  return sync_file(path);
}

}  // namespace handler::store
