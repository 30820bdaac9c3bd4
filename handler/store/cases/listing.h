// A case in the tables of lists and search: derived from its row and open parts, written in the
// same transaction.
#pragma once

#include <string>
#include <vector>

#include "handler/store/cases/case_record.h"
#include "handler/store/database/database.h"

namespace handler::store {

// The content of case_marks and case_words for one case.
struct Listing {
  bool listed = false;   // the case is in the tables
  bool stale = false;    // the tables have it as it was before a later event: `listed` is -2
  bool current = false;  // written by this version of the program
  std::string row;       // the row's values that case_marks repeats
  std::string marks;     // JSON list
  std::string site;
  std::string due_key;
  std::string words;  // "" if it has no open part
};

// Derived from the case's row and open parts; read it before changing them.
Listing read_listing(Database& database, CaseId id);

// After the change: removes the old entries and inserts the new ones.
void write_listing(Database& database, CaseId id, const Listing& before);

// A new case, whose parts are these, in tables that hold nothing of it.
void list_new_case(Database& database, const CaseRow& row, const std::vector<Part>& parts);

// Only the words, into an index that holds nothing of the case.
void put_words(Database& database, CaseId id);

// Instead, if the tables are damaged: notes that they do not have the case as it is now, so that it
// is listed later (see CaseQueries::unlisted_cases).
void leave_unlisted(Database& database, CaseId id, const Listing& before);

// After texts were destroyed: one short step of writing the index of words anew, without the words
// that were taken out of it. True if another step is needed. The first step of a series begins it.
bool merge_words(Database& database, bool begins);

}  // namespace handler::store
