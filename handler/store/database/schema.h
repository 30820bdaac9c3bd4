// The database schema and its forward-only migrations.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/result.h"
#include "handler/store/database/database.h"

namespace handler::store {

// Migrates the database to this program's version in one transaction. A database of a newer program
// is refused with `too_new` and not changed.
core::Status migrate(Database& database);

// Whether no step is missing. Changes nothing and asks for no lock. Throws Refused with `too_new`,
// or with `corrupt` where the tables are another program's.
bool is_current(Database& database);

// The version of the database, 0 for an empty one. Changes nothing and takes no lock. Throws
// Refused with `corrupt` where the tables are another program's.
std::int64_t version_of_database(Database& database);

// The schema version of this program.
int schema_version();

// The first version in which what is done to accounts stands in a chain.
int version_with_staff_chain();

// Each table with numbers of its own, and its largest number.
inline constexpr std::string_view kLargestNumbers =
    "SELECT 'cases', MAX(case_id) FROM cases UNION ALL SELECT 'parts', MAX(part_id) FROM parts "
    "UNION ALL SELECT 'users', MAX(user_id) FROM users "
    "UNION ALL SELECT 'staff_changes', MAX(change_id) FROM staff_changes "
    "UNION ALL SELECT 'names', MAX(entry) FROM names UNION ALL SELECT 'filed', MAX(entry) FROM "
    "filed "
    "UNION ALL SELECT 'presences', MAX(entry) FROM presences UNION ALL "
    "SELECT 'presence_corrections', MAX(correction) FROM presence_corrections UNION ALL "
    "SELECT 'publications', MAX(publication) FROM publications UNION ALL "
    "SELECT 'publication_steps', MAX(step) FROM publication_steps";

// For tests, and for comparing with an older database: migrates only up to `version`, as an older
// program would.
core::Status migrate_up_to(Database& database, int version);

}  // namespace handler::store
