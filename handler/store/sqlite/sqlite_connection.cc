// Statements on one connection to SQLite, and what its result codes mean.
#include "handler/store/sqlite/sqlite_connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <unordered_map>
#include <utility>

#include "core/base/check.h"
#include "handler/store/database/sql_hash.h"

namespace handler::store::raw {
namespace {

using core::Failure;
using core::FailureCode;

struct CodeOfError {
  int sqlite;
  FailureCode code;
  std::string_view advice;
};

constexpr CodeOfError kErrors[] = {
    {SQLITE_BUSY, FailureCode::busy,
     "the database is locked by another program; try again, or stop that program"},
    {SQLITE_LOCKED, FailureCode::busy,
     "the database is locked by another program; try again, or stop that program"},
    {SQLITE_FULL, FailureCode::disk_full,
     "no space is left on the disk that holds the database; nothing was saved"},
    {SQLITE_PERM, FailureCode::no_access,
     "the database file cannot be opened; check the owner and mode of its folder"},
    {SQLITE_READONLY, FailureCode::no_access,
     "the database file cannot be written; check the owner and mode of its folder"},
    {SQLITE_CANTOPEN, FailureCode::no_access,
     "the database file cannot be opened; check that its folder exists and is writable"},
    {SQLITE_CORRUPT, FailureCode::corrupt,
     "the database file is damaged; restore the newest backup with handler restore"},
    {SQLITE_NOTADB, FailureCode::corrupt,
     "the file is not a Bancheng database; restore the newest backup"},
    {SQLITE_CONSTRAINT, FailureCode::conflict, "a row breaks a rule of the database"},
};

// A write beyond a quota or limit is reported as an I/O error. SQLite keeps its errno only for some
// statements (not for COMMIT), so the thread's errno is checked too.
bool says_no_space(int os_error) {
  return os_error == ENOSPC || os_error == EDQUOT || os_error == EFBIG;
}

// A copy that was put over a database by hand keeps the log of the old one beside it, and SQLite
// mixes the two.
std::string word_on_leftovers(const std::string& path) {
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(path + "-wal", none);
  if (none || size == 0) return {};
  return "; if a copy was put in its place by hand, " + path + "-wal and " + path +
         "-shm are left over from the file before it: stop the handler, move both away, and put "
         "the copy in place "
         "again";
}

}  // namespace

core::Failure failure_of(sqlite3* connection, int result, const std::string& path) {
  const int thread_error = errno;
  const int primary = result & 0xff;
  // A refusal of ours leaves the connection without an error of its own.
  const bool is_its_own =
      connection != nullptr && (sqlite3_extended_errcode(connection) & 0xff) == primary;
  const std::string detail = is_its_own ? sqlite3_errmsg(connection) : sqlite3_errstr(result);
  const int kept_error = connection != nullptr ? sqlite3_system_errno(connection) : 0;
  const bool no_space =
      primary == SQLITE_IOERR && (says_no_space(thread_error) || says_no_space(kept_error));
  const auto* known =
      std::ranges::find(kErrors, no_space ? SQLITE_FULL : primary, &CodeOfError::sqlite);
  if (known == std::end(kErrors))
    return {FailureCode::unavailable, path + ": the database failed (" + detail + ")"};
  const std::string more = known->code == FailureCode::corrupt ? word_on_leftovers(path) : "";
  return {known->code, path + ": " + std::string(known->advice) + more + " (" + detail + ")"};
}

namespace {

std::string column_bytes(sqlite3_stmt* statement, int column) {
  const void* bytes = sqlite3_column_blob(statement, column);
  const int size = sqlite3_column_bytes(statement, column);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate{};
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_BLOB:
      return Blob{column_bytes(statement, column)};
    default:
      return column_bytes(statement, column);
  }
}

Row row_of(sqlite3_stmt* statement) {
  std::vector<Value> values;
  const int columns = sqlite3_column_count(statement);
  values.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column)
    values.push_back(column_value(statement, column));
  return Row(std::move(values));
}

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(sqlite3* connection, std::string path)
      : connection_(connection), path_(std::move(path)) {}
  ~SqliteDatabase() override {
    forget_statements();
    sqlite3_close_v2(connection_);
  }
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  core::Result<Rows> run(std::string_view sql, const std::vector<Value>& values) override {
    const Kept* kept = prepared(sql);
    if (kept == nullptr)
      return failure_of(connection_, sqlite3_extended_errcode(connection_), path_);
    sqlite3_stmt* statement = kept->statement;
    if (const int bound = bind(statement, kept->places, values); bound != SQLITE_OK) {
      sqlite3_reset(statement);
      return failure_of(connection_, bound, path_);
    }
    core::Result<Rows> rows = collect(statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return rows;
  }

  // The statement is not one of the kept ones, which may be closed while another runs.
  core::Status visit(std::string_view sql, const std::vector<Value>& values,
                     const std::function<void(const Row&)>& take) override {
    sqlite3_stmt* statement = nullptr;
    int result = sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()),
                                    &statement, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> closed(statement, sqlite3_finalize);
    if (result == SQLITE_OK) result = bind(statement, places_of(statement), values);
    if (result != SQLITE_OK) return failure_of(connection_, result, path_);
    errno = 0;
    for (result = sqlite3_step(statement); result == SQLITE_ROW; result = sqlite3_step(statement))
      take(row_of(statement));
    if (result != SQLITE_DONE) return failure_of(connection_, result, path_);
    return core::success();
  }

  sqlite3* connection() { return connection_; }

  core::Status run_script(std::string_view sql) override {
    errno = 0;
    const int result =
        sqlite3_exec(connection_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) return failure_of(connection_, result, path_);
    return core::success();
  }

  bool in_transaction() const override { return sqlite3_get_autocommit(connection_) == 0; }

  core::Result<std::vector<std::string>> tables() override {
    const core::Result<Rows> rows =
        run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
            "ESCAPE '\\' ORDER BY name",
            {});
    if (!rows) return rows.failure();
    std::vector<std::string> names;
    for (const Row& row : *rows) names.push_back(row.text(0));
    return names;
  }

  // DROP INDEX would read the damaged pages to free them, so the index is struck from the schema;
  // its pages stay in the file, unused, until it is rebuilt as a whole.
  core::Status remake_indexes() override {
    const core::Result<Rows> indexes =
        run("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND "
            "tbl_name IN ('cases', 'events', 'parts', 'file_chunks')",
            {});
    if (!indexes) return indexes.failure();
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    core::Status done = strike(*indexes);
    const core::Status closed = run_script("PRAGMA writable_schema=RESET");
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (done) done = closed;
    for (const Row& index : *indexes) {
      if (done) done = run_script(index.text(1));
    }
    return done;
  }

  // Secure delete overwrites the old bytes in the database file; they stay in the write-ahead log
  // until it is truncated.
  core::Status erase_leftovers() override {
    const core::Result<Rows> rows = run("PRAGMA wal_checkpoint(TRUNCATE)", {});
    if (!rows) return rows.failure();
    if (!rows->front().flag(0)) return core::success();
    return Failure{FailureCode::refused,
                   path_ + ": another program may still look at what was there before"};
  }

  // A long reader, such as a backup, must not make writers wait behind a checkpoint.
  void settle() override {
    const core::Result<Rows> patience = run("PRAGMA busy_timeout", {});
    if (!patience) return;
    sqlite3_busy_timeout(connection_, 0);
    (void)run("PRAGMA wal_checkpoint(TRUNCATE)", {});
    sqlite3_busy_timeout(connection_, static_cast<int>(patience->front().number(0)));
  }

 private:
  // SQLite numbers $1, $2 by first appearance: the number of $1, of $2 ...
  using Places = std::vector<int>;
  struct Kept {
    sqlite3_stmt* statement = nullptr;
    Places places;
  };

  static Places places_of(sqlite3_stmt* statement) {
    Places places(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)));
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string name = "$" + std::to_string(i + 1);
      places[i] = sqlite3_bind_parameter_index(statement, name.c_str());
    }
    return places;
  }

  const Kept* prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return &known->second;
    if (statements_.size() >= kMostStatements) forget_statements();
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                       SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (statement == nullptr) return nullptr;
    return &statements_.emplace(sql, Kept{statement, places_of(statement)}).first->second;
  }

  // Texts and bytes are not copied: they outlive the statement's run.
  static int bind(sqlite3_stmt* statement, int index, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
      return sqlite3_bind_int64(statement, index, *number);
    if (const auto* text = std::get_if<std::string>(&value)) {
      return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&value)) {
      return sqlite3_bind_blob64(statement, index, blob->bytes.data(), blob->bytes.size(),
                                 SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, index);
  }

  static int bind(sqlite3_stmt* statement, const Places& places, const std::vector<Value>& values) {
    BANCHENG_CHECK(values.size() <= places.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      BANCHENG_CHECK(places[i] != 0);
      const int result = bind(statement, places[i], values[i]);
      if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
  }

  core::Result<Rows> collect(sqlite3_stmt* statement) {
    Rows rows;
    errno = 0;
    int result = sqlite3_step(statement);
    for (; result == SQLITE_ROW; result = sqlite3_step(statement))
      rows.push_back(row_of(statement));
    if (result != SQLITE_DONE) return failure_of(connection_, result, path_);
    return rows;
  }

  core::Status strike(const Rows& indexes) {
    core::Status done = run_script("PRAGMA writable_schema=ON");
    for (const Row& index : indexes) {
      if (!done) break;
      const core::Result<Rows> struck =
          run("DELETE FROM sqlite_schema WHERE type = 'index' AND name = $1", {index.text(0)});
      if (!struck) done = struck.failure();
    }
    return done;
  }

  void forget_statements() {
    for (const auto& [sql, kept] : statements_) sqlite3_finalize(kept.statement);
    statements_.clear();
  }

  // Filters generate many different statements; the cache keeps at most this number.
  static constexpr std::size_t kMostStatements = 200;

  sqlite3* connection_;
  std::string path_;
  std::unordered_map<std::string, Kept, SqlHash, std::equal_to<>> statements_;
};

void harden(sqlite3* connection) {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
}

}  // namespace

void prepare() {
  // Refused once a connection is open; then it was done before, or the count only costs time.
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)once;
}

std::unique_ptr<Database> adopt(sqlite3* connection, const std::string& path) {
  sqlite3_extended_result_codes(connection, 1);
  harden(connection);
  return std::make_unique<SqliteDatabase>(connection, path);
}

sqlite3* connection_of(Database& database) {
  auto* sqlite = dynamic_cast<SqliteDatabase*>(&database);
  BANCHENG_CHECK(sqlite != nullptr);
  return sqlite->connection();
}

// SQLite refuses symbolic links in the whole path. Linked folders are allowed, a link as the
// database file is not.
std::string with_real_folder(const std::filesystem::path& path) {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::canonical(
      path.has_parent_path() ? path.parent_path() : std::filesystem::path("."), failed);
  return failed ? path.string() : (folder / path.filename()).string();
}

}  // namespace handler::store::raw
