// Replaces the texts of the table, wherever they stand in a statement.
#include "handler/store/postgres/postgres_dialect.h"

#include "handler/store/database/dialect.h"

namespace handler::store {
namespace {

// Whole statements come first: some hold a text that a later row would replace too.
constexpr Replaced kTable[] = {
    // Of all programs that share a database one writes at a time, as on SQLite: the lock's number
    // is "bancheng". What waits for it then sees all that the writer before it has committed, since
    // each statement of a READ COMMITTED transaction sees what is committed when it begins.
    {dialect::kBeginWriting, "BEGIN; SELECT pg_advisory_xact_lock(7089068661690166887)"},
    // Nothing of a removed document is left in rows that are gone; VACUUM takes the bytes.
    {dialect::kPutWords,
     "INSERT INTO case_words(case_id, words, terms) VALUES ($1, words_of($2), "
     "regexp_replace($2, ' +', ' ', 'g')) "
     "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words, terms = excluded.terms"},
    {dialect::kTakeWords, "DELETE FROM case_words WHERE case_id = $1 AND $2::TEXT IS NOT NULL"},
    {dialect::kRaiseLastId, "SELECT pass_over($1, $2)"},
    {dialect::kBeginLastId, "SELECT $1::TEXT, $2::BIGINT"},
    {dialect::kLastId, "SELECT lastval()"},
    {dialect::kLastIds,
     "SELECT name, last_number(name) FROM (VALUES ('cases'), ('parts')) AS tables(name)"},
    {dialect::kAllLastIds,
     "SELECT relname::TEXT, last_number(relname::TEXT) FROM pg_class JOIN pg_attribute ON attrelid "
     "= pg_class.oid AND attidentity <> '' WHERE relnamespace = 'public'::REGNAMESPACE AND relname "
     "NOT IN ('file_chunks', 'filed_taken_back')"},
    {dialect::kNumberChunksOn,
     "SELECT pass_over('file_chunks', (SELECT COALESCE(MAX(chunk), 0) FROM file_chunks))"},
    {dialect::kForgetWords, "DELETE FROM case_words"},
    {dialect::kBeginToMergeWords, "SELECT 0"},
    {dialect::kMergeWords, "SELECT 0"},
    {dialect::kChanges, "SELECT 0"},
    {dialect::kBytes, "SELECT pg_database_size(current_database())"},
    {dialect::kThenJoin, " JOIN "},
    {dialect::kByBounced, ""},
    {dialect::kCaseOfWords, "w.case_id"},
    {dialect::kHoldsWords, "holds_words(w.words, w.terms, "},
};

void replace_all(std::string& text, const Replaced& row) {
  for (std::size_t at = text.find(row.sqlite); at != std::string::npos;
       at = text.find(row.sqlite, at + row.postgres.size()))
    text.replace(at, row.sqlite.size(), row.postgres);
}

}  // namespace

std::span<const Replaced> postgres_texts() {
  return kTable;
}

std::string postgres_text(std::string_view sql) {
  std::string text(sql);
  for (const Replaced& row : kTable) replace_all(text, row);
  return text;
}

}  // namespace handler::store
