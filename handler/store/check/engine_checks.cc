// One table an engine.
#include "handler/store/check/engine_checks.h"

#include "handler/store/check/file_check.h"
#include "handler/store/check/postgres_check.h"

namespace handler::store {
namespace {

std::unique_ptr<WordsCheck> sqlite_words(Database& database) {
  return std::make_unique<SqliteWordsCheck>(database);
}

std::unique_ptr<WordsCheck> postgres_words(Database& database) {
  return std::make_unique<PostgresWordsCheck>(database);
}

constexpr EngineChecks kSqlite = {check_file, check_schema, sqlite_words, true, ""};
constexpr EngineChecks kPostgres = {
    check_references, check_tables, postgres_words, false,
    "pages and indexes are checked by PostgreSQL's own program: pg_amcheck --install-missing"};

}  // namespace

const EngineChecks& sqlite_checks() {
  return kSqlite;
}

const EngineChecks& postgres_checks() {
  return kPostgres;
}

}  // namespace handler::store
