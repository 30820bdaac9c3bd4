// The SQL that differs between databases, as SQLite has it; postgres_dialect.cc gives PostgreSQL's
// text for each. All other statements are portable. (Migrations are in schema.cc, SQLite's settings
// in sqlite_database.cc.)
#pragma once

#include <string>
#include <string_view>

namespace handler::store::dialect {

// Takes the write lock at once: a transaction that starts with a read would have to be repeated if
// another process wrote in between.
inline constexpr std::string_view kBeginWriting = "BEGIN IMMEDIATE";

// A join that scans the left table and looks up each partner; the other order would scan all cases.
inline constexpr std::string_view kThenJoin = " CROSS JOIN ";

// Behind the table of events: the few slips that came back, by unit. Without it the planner, which
// knows no frequencies, reads all events of the site instead.
inline constexpr std::string_view kByBounced = " INDEXED BY events_bounced";

// The texts of a JSON list as rows with the column `value`. The list is a single value because a
// site may have more windows than a statement takes parameters.
inline std::string rows_of_list(const std::string& list) {
  return "json_each(" + list + ")";
}

// As rows_of_list(), for a JSON list of numbers.
inline std::string rows_of_ids(const std::string& list) {
  return "json_each(" + list + ", '$')";
}

// The counter from which a table takes its next id gives none up to $2 any more; a table that has
// given no id yet gets a counter.
inline constexpr std::string_view kRaiseLastId =
    "UPDATE sqlite_sequence SET seq = $2 WHERE name = $1 AND seq < $2";
inline constexpr std::string_view kBeginLastId =
    "INSERT INTO sqlite_sequence(name, seq) SELECT $1, $2 WHERE NOT EXISTS "
    "(SELECT 1 FROM sqlite_sequence WHERE name = $1)";
// The id of the row that this connection inserted last. SQLite would make a table for what
// RETURNING gives, and keep a copy of every page that the statement changes.
inline constexpr std::string_view kLastId = "SELECT last_insert_rowid()";
// The last ids that were given, by table.
inline constexpr std::string_view kLastIds =
    "SELECT name, seq FROM sqlite_sequence WHERE name IN ('cases', 'parts')";

// The same of every table that numbers its rows; 0 where none was given.
inline constexpr std::string_view kAllLastIds =
    "SELECT name, COALESCE(seq, 0) FROM sqlite_sequence";

// New chunks of files get numbers beyond those that are there; SQLite looks for itself.
inline constexpr std::string_view kNumberChunksOn = "SELECT MAX(chunk) FROM file_chunks";

// The word index: one document per case, by case id. Removing a document needs exactly the words
// that were put in.
inline constexpr std::string_view kPutWords =
    "INSERT INTO case_words(rowid, words) VALUES ($1, $2)";
inline constexpr std::string_view kTakeWords =
    "INSERT INTO case_words(case_words, rowid, words) VALUES ('delete', $1, $2)";
inline constexpr std::string_view kForgetWords =
    "INSERT INTO case_words(case_words) VALUES ('delete-all')";
// Words that were taken out stay in older segments of the index until these are merged into one,
// some hundred pages at a time.
inline constexpr std::string_view kBeginToMergeWords =
    "INSERT INTO case_words(case_words, rank) VALUES ('merge', -500)";
inline constexpr std::string_view kMergeWords =
    "INSERT INTO case_words(case_words, rank) VALUES ('merge', 500)";
// How many bytes the database takes.
inline constexpr std::string_view kBytes =
    "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
// How many rows the connection has changed so far.
inline constexpr std::string_view kChanges = "SELECT total_changes()";
// The case id in the index `w`, and the condition that the case matches a match_for() query.
inline constexpr std::string_view kCaseOfWords = "w.rowid";
inline constexpr std::string_view kHoldsWords = "w.case_words MATCH (";
inline std::string holds_words(const std::string& wanted) {
  return std::string(kHoldsWords) + wanted + ")";
}

}  // namespace handler::store::dialect
