// The tables, and the forward-only steps that bring an older database to them.
#pragma once

#include "core/base/result.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// Brings the database to this program's version, step by step, each in one transaction. A database
// of a newer program is refused with `too_new` and left alone.
core::Status migrate(Database& database);

// Whether no step is missing. Changes nothing and asks for no lock. Throws Refused with `too_new`,
// or with `corrupt` where the tables are another program's.
bool is_current(Database& database);

// The version that this program writes.
int schema_version();

// Only the steps up to and with `version`: what an older program left behind, for tests.
core::Status migrate_up_to(Database& database, int version);

}  // namespace handler::store
