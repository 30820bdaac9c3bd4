// Accounts, grants and sessions against the recorded changes.
#pragma once

#include "handler/store/check/findings.h"
#include "handler/store/database/database.h"

namespace handler::store {

// Walks the chain of staff changes, and compares every account and its grants with what the changes
// made of them.
void check_accounts(Database& database, Findings& findings);

// Rows that no code of this program writes: sessions, counters, flags.
void check_upkeep(Database& database, Findings& findings);

}  // namespace handler::store
