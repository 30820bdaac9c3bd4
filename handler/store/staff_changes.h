// What administrators do to accounts, each done and recorded in one go: the table staff_changes.
#pragma once

#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

// Adds the person, and records each grant that they begin with.
core::Result<std::int64_t> add_staff(Database& database, const User& user, std::int64_t by,
                                     core::Instant now);
core::Status change_staff(Database& database, const StaffChange& change, core::Instant now);
core::Result<std::vector<StaffChange>> read_staff_changes(Database& database,
                                                          const std::string& site,
                                                          std::int64_t user);

}  // namespace handler::store
