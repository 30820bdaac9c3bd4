// The table of traces, by which the desk finds cases that are alike although their words are
// sealed.
#pragma once

#include <string>
#include <vector>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

// In the caller's transaction. Puts the traces in the place of those that the case had; not_found
// if there is no such case.
core::Status write_traces(Database& database, const std::string& site, CaseId id,
                          const std::vector<std::string>& traces);
core::Result<std::vector<CaseId>> read_untraced(Database& database, const std::string& site,
                                                int limit);
core::Result<std::vector<std::string>> read_traces(Database& database, const std::string& site,
                                                   CaseId id);
core::Result<bool> read_traced(Database& database, const std::string& site, CaseId id);

}  // namespace handler::store
