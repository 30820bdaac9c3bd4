// One table an engine.
#include "handler/store/check/engine_checks.h"

#include "handler/store/check/file_check.h"

namespace handler::store {
namespace {

std::unique_ptr<WordsCheck> sqlite_words(Database& database) {
  return std::make_unique<SqliteWordsCheck>(database);
}

constexpr EngineChecks kSqlite = {check_file, check_schema, sqlite_words, true, ""};

}  // namespace

const EngineChecks& sqlite_checks() {
  return kSqlite;
}

}  // namespace handler::store
