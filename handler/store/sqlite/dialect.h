// The SQL that another database would say in other words (migrations are in schema.cc, settings of
// SQLite in sqlite_database.cc); all other statements are the same for both.
#pragma once

#include <string>
#include <string_view>

namespace handler::store::dialect {

// Takes the lock for writing at once: an order of statements that begins by reading would have to
// be repeated if another program wrote meanwhile.
inline constexpr std::string_view kBeginWriting = "BEGIN IMMEDIATE";

// A join in which the rows of the left side are gone through and each looks up its partner; the
// other way round goes through all cases there are.
inline constexpr std::string_view kThenJoin = " CROSS JOIN ";

// The texts of a JSON list as rows with the column `value`. One value holds the whole list: a site
// may have more windows than a statement takes values.
inline std::string rows_of_list(const std::string& list) {
  return "json_each(" + list + ")";
}

// The index of words: a document a case, found by its number; only what was put in can be taken
// out.
inline constexpr std::string_view kPutWords =
    "INSERT INTO case_words(rowid, words) VALUES ($1, $2)";
inline constexpr std::string_view kTakeWords =
    "INSERT INTO case_words(case_words, rowid, words) VALUES ('delete', $1, $2)";
inline constexpr std::string_view kDriveOutWords =
    "INSERT INTO case_words(case_words) VALUES ('optimize')";
// The case's number in the index `w`, and the condition that it holds what match_for() says.
inline constexpr std::string_view kCaseOfWords = "w.rowid";
inline std::string holds_words(const std::string& wanted) {
  return "w.case_words MATCH " + wanted;
}

}  // namespace handler::store::dialect
