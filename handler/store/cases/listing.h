// What lists and search hold of a case, beside its row: always what row and open parts say, written
// in the same transaction.
#pragma once

#include <string>

#include "handler/store/cases/case_record.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// What case_marks and case_words hold of a case.
struct Listing {
  bool listed = false;   // anything at all
  bool current = false;  // as this program lists it
  std::string row;       // everything that case_marks repeats of the case
  std::string marks;     // JSON list
  std::string site;
  std::string due_key;
  std::string words;  // "" if it has no open part
};

// As the case's row and its open parts are now; taken before they are changed.
Listing read_listing(Database& database, CaseId id);

// After the change: what it held before is taken out, what is true now put in.
void write_listing(Database& database, CaseId id, const Listing& before);

// After open parts were destroyed: drives their words out of the files of the index too.
void forget_old_words(Database& database);

}  // namespace handler::store
