// What reports are made of: the cases of a period, and the table of what was filed with superiors.
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

}  // namespace handler::store
