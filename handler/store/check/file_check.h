// The file as SQLite sees it, and the tables as this program makes them.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "handler/store/cases/chain_check.h"
#include "handler/store/check/findings.h"
#include "handler/store/database/database.h"

namespace handler::store {

// SQLite's own checks of pages, indexes and references.
void check_file(Database& database, Findings& findings);

// Tables, indexes and triggers against those of a new database of that version.
void check_schema(Database& database, std::int64_t version, Findings& findings);

// The numbers that the next rows will get, and the list of the schema's steps. `passed`: by table,
// the last number that a restore has passed over without a row. Without `gaps` each table's newest
// row has the last number that was given.
enum class Gaps { none, allowed };
void check_numbering(Database& database, std::int64_t version,
                     std::map<std::string, std::int64_t> passed, Gaps gaps, Findings& findings);

}  // namespace handler::store
