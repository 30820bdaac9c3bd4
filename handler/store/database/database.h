// The database interface of the store: statements, values and rows. Small enough that PostgreSQL
// could implement it with the same SQL text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/database/guarded_clock.h"

namespace handler::store {

// Bytes that are no text: a column of the type BLOB.
struct Blob {
  std::string bytes;

  bool operator==(const Blob&) const = default;
};

using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

// One row of a result; columns count from 0. A column of the wrong type is a bug.
class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  bool is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(values_.at(column));
  }
  bool is_number(std::size_t column) const {
    return std::holds_alternative<std::int64_t>(values_.at(column));
  }
  // A text, or bytes.
  const std::string& text(std::size_t column) const {
    const auto* blob = std::get_if<Blob>(&values_.at(column));
    return blob != nullptr ? blob->bytes : std::get<std::string>(values_.at(column));
  }
  std::int64_t number(std::size_t column) const {
    return std::get<std::int64_t>(values_.at(column));
  }
  const Value& at(std::size_t column) const { return values_.at(column); }
  std::size_t size() const { return values_.size(); }
  bool flag(std::size_t column) const { return number(column) != 0; }
  // From ISO text; 1970 if the text is not a time.
  core::Instant time(std::size_t column) const {
    return core::from_iso(text(column)).value_or(core::Instant{});
  }
  core::Day day(std::size_t column) const {
    return core::day_from_iso(text(column)).value_or(core::Day{});
  }

 private:
  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

// One connection. Not thread-safe: the reader pool and the writer each hold their own.
class Database {
 public:
  virtual ~Database() = default;
  // Runs one statement with $1 .. $n bound to `values`; all rows are in memory afterwards.
  virtual core::Result<Rows> run(std::string_view sql, const std::vector<Value>& values = {}) = 0;
  // Runs one SELECT and hands over its rows one by one, so that a whole table need not be in
  // memory. `take` may run other statements, and may throw.
  virtual core::Status visit(std::string_view sql, const std::vector<Value>& values,
                             const std::function<void(const Row&)>& take);
  // Runs several statements without values: migrations.
  virtual core::Status run_script(std::string_view sql) = 0;
  virtual bool in_transaction() const = 0;
  // Whether the connection is lost: each further call fails, and another connection may succeed.
  virtual bool is_gone() const { return false; }
  // Names of all tables, sorted.
  virtual core::Result<std::vector<std::string>> tables() = 0;
  // Also removes deleted and overwritten data from the files. Call outside transactions; `refused`
  // if something may still look at it: then it may be there.
  virtual core::Status erase_leftovers() = 0;
  // Whether erase_leftovers() makes others wait for longer than a write may take: then nothing that
  // a person waits for calls it.
  virtual bool erasing_holds_up() const { return false; }
  // Brings the write-ahead log into the file and empties it as far as that is possible at once: it
  // waits for no other connection. Call outside transactions.
  virtual void settle() {}
  // In the caller's transaction: makes the indexes of cases, events, parts and chunks again without
  // reading what is there, because a damaged page of one stops every write to its table.
  virtual core::Status remake_indexes() {
    return core::Failure{core::FailureCode::unavailable, "this database cannot remake its indexes"};
  }
};

enum class Access { read, write };

// Opens one more connection to the same database.
using OpenDatabase = std::function<core::Result<std::unique_ptr<Database>>(Access)>;

// Reports failures of the environment (disk full, locked ...) to the operator's log. Called on the
// thread that writes, or on the one that reads.
using Complain = std::function<void(const core::Failure&)>;

inline core::Status Database::visit(std::string_view sql, const std::vector<Value>& values,
                                    const std::function<void(const Row&)>& take) {
  const core::Result<Rows> rows = run(sql, values);
  if (!rows) return rows.failure();
  for (const Row& row : *rows) take(row);
  return core::success();
}

// How the store is opened.
struct StoreOptions {
  std::string path;  // DATA/bancheng.sqlite
  std::string
      service_file;  // of PostgreSQL, which then has the data instead of that file; "": none
  // The database is not in the data folder, so the lock of the folder does not keep another machine
  // from moving the data away while this process runs: each write looks whether that was done.
  bool is_apart = false;
  bool group_commit = true;  // false in CGI: one process writes once
  int readers = 8;
  int busy_milliseconds = 5000;
  bool is_known = false;  // there was a database before: an empty one is `corrupt`, and not made
  Complain complain;      // something was not saved
  Complain complain_of_read = {};  // something could not be read
  // Saved, but not all beside it; or a flood of reports.
  std::function<void(const std::string&)> warn = {};
  GuardedClock clock = {};
};

}  // namespace handler::store
