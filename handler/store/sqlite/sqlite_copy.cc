// Uses connections of its own, so that no pool and no writer waits for a copy.
#include "handler/store/sqlite/sqlite_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>

#include "core/base/descriptor.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "handler/store/sqlite/sqlite_database.h"

namespace handler::store {
namespace {

struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, Close>;

core::Result<Connection> connect(const std::string& path, int busy_milliseconds) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const int result = sqlite3_open_v2(with_real_folder(path).c_str(), &opened, flags, nullptr);
  Connection connection(opened);
  if (result != SQLITE_OK) return sqlite_failure(opened, result, path);
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, busy_milliseconds);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return connection;
}

// One step takes all pages, so they are of one moment, and a write meanwhile does not begin the copy again.
core::Status copy_pages(sqlite3* from, const std::string& from_path, sqlite3* to,
                        const std::string& to_path) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return sqlite_failure(to, sqlite3_extended_errcode(to), to_path);
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (finished != SQLITE_OK) return sqlite_failure(to, finished, to_path);
  if (stepped == SQLITE_BUSY || stepped == SQLITE_LOCKED)
    return sqlite_failure(nullptr, stepped, from_path);
  return core::success();
}

int keep_answer(void* kept, int columns, char** values, char**) {
  if (columns > 0 && values[0] != nullptr) *static_cast<std::string*>(kept) = values[0];
  return 0;
}

// A log that does not fit its database must not be mixed into it, not even when the connection closes.
core::Status check_with_log(sqlite3* connection, const std::string& path) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  std::string answer;
  const int result =
      sqlite3_exec(connection, "PRAGMA quick_check(1)", keep_answer, &answer, nullptr);
  if (result != SQLITE_OK) return sqlite_failure(connection, result, path);
  if (answer != "ok") return sqlite_failure(nullptr, SQLITE_CORRUPT, path);
  return core::success();
}

// The rollback journal leaves no file beside a database that is at rest.
core::Status leave_log(sqlite3* connection, const std::string& path) {
  std::string mode;
  const int result =
      sqlite3_exec(connection, "PRAGMA journal_mode=DELETE", keep_answer, &mode, nullptr);
  if (result != SQLITE_OK) return sqlite_failure(connection, result, path);
  if (mode != "delete") return sqlite_failure(nullptr, SQLITE_BUSY, path);
  return core::success();
}

core::Status make_copy(const std::string& from, const std::string& to, int busy_milliseconds) {
  const core::Result<Connection> source = connect(from, busy_milliseconds);
  if (!source) return source.failure();
  const core::Result<Connection> target = connect(to, busy_milliseconds);
  if (!target) return target.failure();
  if (core::Status copied = copy_pages(source->get(), from, target->get(), to); !copied)
    return copied;
  core::stop_point("copy: pages there");
  return leave_log(target->get(), to);
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

core::Status copy_database(const std::string& from, const std::string& to, int busy_milliseconds) {
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
    const core::Result<Connection> opened = connect(path, busy_milliseconds);
    if (!opened) return opened.failure();
    if (core::Status fits = check_with_log(opened->get(), path); !fits) return fits;
    core::stop_point("fold: log fits");
    if (core::Status left = leave_log(opened->get(), path); !left) return left;
  }
  return sync_file(path);
}

}  // namespace handler::store
