// What verification asks each engine in a way of its own: its structures, the tables as they are
// made, the index of words.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "handler/store/check/findings.h"
#include "handler/store/check/words_check.h"
#include "handler/store/database/database.h"

namespace handler::store {

// All functions run in a transaction of the caller, change nothing that lasts, and throw Refused if
// a part cannot be read.
struct EngineChecks {
  void (*structure)(Database& database, Findings& findings);
  // Against a new database of that version.
  void (*schema)(Database& database, std::int64_t version, Findings& findings);
  std::unique_ptr<WordsCheck> (*words)(Database& database);
  // A number that a failed transaction took is given again: then the newest row has the last number
  // that was given.
  bool numbers_have_no_gaps;
  std::string_view note;  // what is not compared, and why that is no damage; "": nothing
};

const EngineChecks& sqlite_checks();
const EngineChecks& postgres_checks();

}  // namespace handler::store
