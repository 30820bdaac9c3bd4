// Opens a database without changing a byte of its folder.
#include "handler/store/sqlite/sqlite_look.h"

#include <sqlite3.h>

#include <cctype>
#include <filesystem>

#include "handler/store/sqlite/sqlite_connection.h"

namespace handler::store {
namespace {

bool is_empty_or_missing(const std::string& path) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(path, failed);
  return failed || size == 0;
}

// A path as SQLite reads it in a URI.
std::string as_uri(const std::string& path, std::string_view options) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("/-._").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  return uri + std::string(options);
}

// A database in use has its shared memory beside it, also while its log is empty. A copy with a
// write-ahead log alone would have to make that file: instead the index of the log is kept in
// memory, which needs a connection without locks. Without a log the file is complete, and SQLite is
// told that it stands still.
int open_as_it_stands(const std::string& path, sqlite3** connection) {
  constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const bool in_use = is_in_use(path);
  if (!in_use && is_empty_or_missing(path + "-wal")) {
    return sqlite3_open_v2(as_uri(path, "?immutable=1").c_str(), connection,
                           kFlags | SQLITE_OPEN_URI, nullptr);
  }
  const int result =
      sqlite3_open_v2(path.c_str(), connection, kFlags, in_use ? nullptr : "unix-none");
  if (result != SQLITE_OK || in_use) return result;
  sqlite3_db_config(*connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return sqlite3_exec(*connection, "PRAGMA locking_mode=EXCLUSIVE", nullptr, nullptr, nullptr);
}

core::Status check_is_file(const std::string& path) {
  std::error_code failed;
  const auto status = std::filesystem::symlink_status(path, failed);
  if (!std::filesystem::exists(status))
    return core::Failure{
        core::FailureCode::not_found,
        path + ": there is no such file; the server makes the database when it first starts"};
  if (!std::filesystem::is_regular_file(status))
    return core::Failure{core::FailureCode::invalid, path + ": this is no file"};
  if (!is_empty_or_missing(path)) return core::success();
  return core::Failure{
      core::FailureCode::corrupt,
      path +
          ": the file is empty, so it holds no Bancheng database; a copy is made with "
          "handler backup"};
}

}  // namespace

bool is_in_use(const std::string& path) {
  // One that could not be made on a full disk is smaller than its first region.
  constexpr std::uintmax_t kFirstRegion = 32768;
  std::error_code none;
  const std::uintmax_t shared = std::filesystem::file_size(path + "-shm", none);
  std::error_code ignored;
  return !none && shared >= kFirstRegion && std::filesystem::exists(path + "-wal", ignored);
}

core::Result<std::unique_ptr<Database>> open_sqlite_to_look(const std::string& path) {
  if (const core::Status file = check_is_file(path); !file) return file.failure();
  sqlite3* connection = nullptr;
  const int result = open_as_it_stands(raw::with_real_folder(path), &connection);
  std::unique_ptr<Database> database = raw::adopt(connection, path);
  if (result != SQLITE_OK) return raw::failure_of(connection, result, path);
  sqlite3_busy_timeout(connection, 5000);
  for (const std::string_view sql :
       {"PRAGMA temp_store=MEMORY", "PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0"}) {
    if (const core::Result<Rows> set = database->run(sql, {}); !set) return set.failure();
  }
  return database;
}

core::Result<std::unique_ptr<Database>> open_sqlite_in_memory() {
  sqlite3* connection = nullptr;
  const int result = sqlite3_open_v2(":memory:", &connection,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> database = raw::adopt(connection, "a database in memory");
  if (result != SQLITE_OK) return raw::failure_of(connection, result, "a database in memory");
  return database;
}

}  // namespace handler::store
