// What PostgreSQL tells of tables and words; of its pages only its own programs can tell.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "handler/store/check/findings.h"
#include "handler/store/check/words_check.h"
#include "handler/store/database/database.h"

namespace handler::store {

// That each reference still leads to a row: a constraint that was switched off for a while, or a
// damaged page, lets rows go without a word.
void check_references(Database& database, Findings& findings);

// Tables, columns, keys, references, triggers and indexes by name against those of a new database
// of that version. Indexes that an administrator has added are fine.
void check_tables(Database& database, std::int64_t version, Findings& findings);

// Makes the indexes anew that check_tables() misses, by the same steps of the schema. Throws
// Refused: `conflict` if rows break the rule of a unique one.
void make_missing_indexes(Database& database);

// The index keeps the terms of each case as text, and a set of lexemes that is made of them.
class PostgresWordsCheck : public WordsCheck {
 public:
  explicit PostgresWordsCheck(Database& database) : database_(database) {}

  void expect(CaseId id, const std::string& words) override;
  void leave_out(CaseId id) override;
  void finish(Findings& findings) override;

 private:
  Database& database_;
  std::unordered_map<CaseId, std::uint64_t> expected_;  // a hash of the terms; 0: anything
};

}  // namespace handler::store
