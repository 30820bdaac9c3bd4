// Statements on one session with PostgreSQL.
#include "handler/store/postgres/postgres_connection.h"

#include <libpq-fe.h>

#include <charconv>
#include <chrono>
#include <functional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "core/base/crypto.h"
#include "handler/store/database/sql_hash.h"
#include "handler/store/postgres/postgres_dialect.h"
#include "handler/store/postgres/postgres_errors.h"
#include "handler/store/postgres/postgres_schema.h"
#include "handler/store/postgres/postgres_session.h"

namespace handler::store {
namespace {

using core::Failure;
using core::FailureCode;
using raw::Answer;

// The object ids of types, which are the same in every PostgreSQL.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kNumbers[] = {20, 21, 23, 26, 1700};  // int8, int2, int4, oid, numeric (a SUM)

std::int64_t number_from_digits(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Value value_in(const pg_result* rows, int row, int column) {
  if (PQgetisnull(rows, row, column) == 1) return std::monostate{};
  const std::string_view text(PQgetvalue(rows, row, column),
                              static_cast<std::size_t>(PQgetlength(rows, row, column)));
  const Oid type = PQftype(rows, column);
  if (type == kBool) return std::int64_t{text == "t" ? 1 : 0};
  if (type == kBytea) return Blob{core::from_hex(text.substr(2)).value_or(std::string())};
  for (const Oid one : kNumbers) {
    if (type == one) return number_from_digits(text);
  }
  return std::string(text);
}

Row row_in(const pg_result* rows, int row) {
  std::vector<Value> values;
  const int columns = PQnfields(rows);
  values.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) values.push_back(value_in(rows, row, column));
  return Row(std::move(values));
}

// Values as libpq takes them: numbers and texts as text, bytes as they are. The values outlive it.
class Bound {
 public:
  explicit Bound(const std::vector<Value>& values) {
    digits_.reserve(values.size());
    for (const Value& value : values) add(value);
  }

  int count() const { return static_cast<int>(texts_.size()); }
  const char* const* texts() const { return texts_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  // libpq would cut the text there.
  bool has_nul() const { return has_nul_; }

 private:
  void add(const Value& value) {
    const char* text = nullptr;
    std::size_t length = 0;
    const auto* blob = std::get_if<Blob>(&value);
    if (blob != nullptr) {
      text = blob->bytes.data();
      length = blob->bytes.size();
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      text = digits_.emplace_back(std::to_string(*number)).c_str();
    } else if (const auto* words = std::get_if<std::string>(&value)) {
      text = words->c_str();
      has_nul_ = has_nul_ || words->find('\0') != std::string::npos;
    }
    texts_.push_back(text);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(blob != nullptr ? 1 : 0);
  }

  std::vector<std::string> digits_;
  std::vector<const char*> texts_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  bool has_nul_ = false;
};

// BEGIN and its kind are never prepared: one of them is two statements (see postgres_dialect.cc).
bool begins(std::string_view sql) {
  return sql.starts_with("BEGIN");
}
bool controls(std::string_view sql) {
  return begins(sql) || sql == "COMMIT" || sql.starts_with("ROLLBACK") ||
         sql.starts_with("SAVEPOINT") || sql.starts_with("RELEASE");
}

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(raw::Session session, PostgresOptions options)
      : session_(std::move(session)), options_(std::move(options)) {
    PQsetNoticeReceiver(session_.get(), &PostgresDatabase::take_notice, this);
  }

  core::Result<Rows> run(std::string_view sql, const std::vector<Value>& values) override {
    if (session_ == nullptr) return gone();
    if (sql == "COMMIT") return commit();
    if (controls(sql)) return control(sql);
    const Bound bound(values);
    if (bound.has_nul()) return nul();
    const auto name = prepared(sql);
    if (!name) return name.failure();
    return rows_of(Answer(PQexecPrepared(session_.get(), name->c_str(), bound.count(),
                                         bound.texts(), bound.lengths(), bound.formats(), 0)));
  }

  // Through a cursor, so that other statements can run between its rows. Outside a transaction the
  // server keeps the rows until the cursor is closed.
  core::Status visit(std::string_view sql, const std::vector<Value>& values,
                     const std::function<void(const Row&)>& take) override {
    if (session_ == nullptr) return gone();
    const Bound bound(values);
    if (bound.has_nul()) return nul();
    const std::string name = "visit" + std::to_string(++cursors_);
    const std::string declare = "DECLARE " + name + " NO SCROLL CURSOR " +
                                (in_transaction() ? "" : "WITH HOLD ") + "FOR " +
                                postgres_text(sql);
    const Answer declared(PQexecParams(session_.get(), declare.c_str(), bound.count(), nullptr,
                                       bound.texts(), bound.lengths(), bound.formats(), 0));
    if (!raw::is_done(declared)) return refused(declared);
    const Cursor closing{*this, "CLOSE " + name};
    return fetch_all("FETCH " + std::to_string(kFetched) + " FROM " + name, take);
  }

  core::Status run_script(std::string_view sql) override {
    if (session_ == nullptr) return gone();
    const std::string text = postgres_text(postgres_schema(sql));
    const Answer done(PQexec(session_.get(), text.c_str()));
    if (!raw::is_done(done)) return refused(done);
    return core::success();
  }

  bool in_transaction() const override {
    if (session_ == nullptr) return false;
    const PGTransactionStatusType status = PQtransactionStatus(session_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
  }

  bool is_gone() const override { return session_ == nullptr; }

  core::Result<std::vector<std::string>> tables() override {
    const core::Result<Rows> rows =
        run("SELECT relname::TEXT FROM pg_class WHERE relkind = 'r' AND relnamespace = "
            "'public'::REGNAMESPACE ORDER BY relname",
            {});
    if (!rows) return rows.failure();
    std::vector<std::string> names;
    for (const Row& row : *rows) names.push_back(row.text(0));
    return names;
  }

  // A plain VACUUM gives the room of dead rows free and leaves their bytes in it, and an index of
  // words keeps words that no row has, so these tables are written anew; a small one goes first,
  // which tells at little cost whether that would help. Chunks of files are nothing without the key
  // in their part.
  core::Status erase_leftovers() override {
    const core::Result<Rows> now = run("SELECT pg_snapshot_xmax(pg_current_snapshot())::TEXT", {});
    if (!now) return now.failure();
    const std::string end = now->front().text(0);
    if (core::Status past = wait_for_earlier_readers(end); !past) return past;
    core::Status gone = rewrite("(FULL)", "parts, case_words, case_traces, cases", end);
    return gone ? run_script("VACUUM file_chunks, facts") : gone;
  }

  // Readers wait too while a table is written anew.
  bool erasing_holds_up() const override { return true; }

  core::Status remake_indexes() override {
    return run_script(
        "REINDEX TABLE cases; REINDEX TABLE events; REINDEX TABLE parts; REINDEX TABLE "
        "file_chunks; CREATE INDEX IF NOT EXISTS case_words_by_word ON case_words USING GIN "
        "(words) WITH (fastupdate = off); REINDEX TABLE case_words");
  }

 private:
  static constexpr int kFetched = 100;
  static constexpr std::size_t kMostStatements = 500;

  struct Cursor {
    ~Cursor() {
      const bool spoiled = database.session_ == nullptr ||
                           PQtransactionStatus(database.session_.get()) == PQTRANS_INERROR;
      if (!spoiled) const Answer closed(PQexec(database.session_.get(), close.c_str()));
    }
    PostgresDatabase& database;
    std::string close;
  };

  // The server goes on after a cancelled wait for its standby as if the standby had answered, and
  // says so only in a warning, in its own language.
  static void take_notice(void* database, const pg_result* notice) {
    const char* function = PQresultErrorField(notice, PG_DIAG_SOURCE_FUNCTION);
    if (function != nullptr && std::string_view(function) == "SyncRepWaitForLSN")
      static_cast<PostgresDatabase*>(database)->standby_lacks_it_ = true;
  }

  Failure gone() const {
    return failure_of_sqlstate("08003", options_.service_file, "the connection is closed");
  }
  Failure nul() const {
    return {FailureCode::invalid, "a text holds a NUL, which the database does not take"};
  }

  Failure refused(const Answer& answer) {
    Failure failure = raw::failure_of(session_.get(), answer, options_.service_file);
    if (ends_connection(raw::sqlstate_of(session_.get(), answer))) close();
    return failure;
  }

  void close() {
    statements_.clear();
    session_.reset();
  }

  core::Result<Rows> rows_of(const Answer& answer) {
    if (!raw::is_done(answer)) return refused(answer);
    Rows rows;
    const int count = PQntuples(answer.get());
    rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) rows.push_back(row_in(answer.get(), row));
    return rows;
  }

  // A transaction that could not take the writers' lock has begun, but is of no use.
  core::Result<Rows> control(std::string_view sql) {
    core::Result<Rows> done = rows_of(Answer(PQexec(session_.get(), postgres_text(sql).c_str())));
    if (!done && begins(sql) && in_transaction())
      const Answer ended(PQexec(session_.get(), "ROLLBACK"));
    return done;
  }

  // Succeeds only if the server says plainly that all of it is saved.
  core::Result<Rows> commit() {
    standby_lacks_it_ = false;
    const Answer answer(PQexec(session_.get(), "COMMIT"));
    const bool is_lost = PQstatus(session_.get()) != CONNECTION_OK;
    if (is_lost || standby_lacks_it_) {
      const Failure failure{FailureCode::unavailable,
                            options_.service_file +
                                ": it is unknown whether the last changes were saved: " +
                                (is_lost ? "the connection was lost at the commit"
                                         : "the standby has not confirmed them")};
      close();
      return failure;
    }
    if (!raw::is_done(answer)) return refused(answer);
    if (std::string_view(PQcmdStatus(answer.get())) == "COMMIT") return Rows{};
    return Failure{FailureCode::unavailable,
                   options_.service_file +
                       ": nothing was saved, because a statement before the commit had failed"};
  }

  core::Status fetch_all(const std::string& fetch, const std::function<void(const Row&)>& take) {
    while (true) {
      if (session_ == nullptr) return gone();
      const Answer some(PQexec(session_.get(), fetch.c_str()));
      if (!raw::is_done(some)) return refused(some);
      const int count = PQntuples(some.get());
      for (int row = 0; row < count; ++row) take(row_in(some.get(), row));
      if (count < kFetched) return core::success();
    }
  }

  // The name under which the server keeps the statement.
  core::Result<std::string> prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    if (statements_.size() >= kMostStatements) {
      statements_.clear();
      const Answer forgotten(PQexec(session_.get(), "DEALLOCATE ALL"));
    }
    std::string name = "s" + std::to_string(++names_);
    const Answer made(
        PQprepare(session_.get(), name.c_str(), postgres_text(sql).c_str(), 0, nullptr));
    if (!raw::is_done(made)) return refused(made);
    statements_.emplace(sql, name);
    return name;
  }

  // For some time: a standby tells only every ten seconds what it still looks at.
  core::Status wait_for_earlier_readers(const std::string& end) {
    const std::chrono::milliseconds patience(options_.busy_milliseconds);
    const auto enough = std::chrono::steady_clock::now() + 3 * patience;
    while (true) {
      // What reads this table now, such as pg_dump, looks back too: no other reader waits behind.
      core::Status past = rewrite("(FULL, SKIP_LOCKED)", "schema_version", end);
      if (past || past.failure().code != FailureCode::refused ||
          std::chrono::steady_clock::now() >= enough)
        return past;
      std::this_thread::sleep_for(patience / 10);
    }
  }

  // Writes tables anew; `refused` if rows that were deleted before `end` may be in them still.
  core::Status rewrite(const std::string& how, const std::string& tables, const std::string& end) {
    if (core::Status done = run_script("VACUUM " + how + " " + tables); !done) return done;
    return check_none_kept(tables, end);
  }

  // A table that was written anew keeps the rows that were deleted since its relfrozenxid, which is
  // then the oldest transaction that anything may still look back to: a session of any role, a
  // prepared transaction, a replication slot, or a standby.
  core::Status check_none_kept(const std::string& tables, const std::string& end) {
    const core::Result<Rows> keeping =
        run("SELECT COUNT(*) FROM pg_class WHERE relnamespace = 'public'::REGNAMESPACE AND relname "
            "IN (SELECT regexp_split_to_table($1, ', ')) AND age(relfrozenxid) > "
            "age(($2::TEXT)::XID8::XID)",
            {tables, end});
    if (!keeping) return keeping.failure();
    if (keeping->front().number(0) == 0) return core::success();
    return Failure{FailureCode::refused,
                   options_.service_file +
                       ": a session, a prepared transaction, a replication slot or a standby may "
                       "still look at rows from before"};
  }

  raw::Session session_;  // null once it is lost
  PostgresOptions options_;
  std::unordered_map<std::string, std::string, SqlHash, std::equal_to<>> statements_;
  std::size_t names_ = 0;
  std::size_t cursors_ = 0;
  bool standby_lacks_it_ = false;
};

}  // namespace

core::Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  core::Result<raw::Session> session = raw::open_session(options);
  if (!session) return session.failure();
  return std::unique_ptr<Database>(
      std::make_unique<PostgresDatabase>(std::move(*session), options));
}

}  // namespace handler::store
