// What reports are made of: the cases of a period, what was filed with superiors, when
// the leader on duty was there.
#pragma once

#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

core::Result<std::vector<CaseId>> read_cases_between(Database& database, const std::string& site,
                                                     core::Instant from, core::Instant until,
                                                     int most);

// `conflict` if the same filing of the same period was noted before.
core::Status insert_filed(Database& database, const std::string& site, const Filed& filed);
// The newest period first.
core::Result<std::vector<Filed>> read_filed(Database& database, const std::string& site);

// `conflict` if the same leader was noted for the same part of the day before.
core::Status insert_presence(Database& database, const std::string& site,
                             const cases::Presence& presence);
core::Result<std::vector<cases::Presence>> read_presences(Database& database,
                                                          const std::string& site, core::Day from,
                                                          core::Day to);

}  // namespace handler::store
