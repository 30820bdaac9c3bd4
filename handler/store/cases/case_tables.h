// What the store's own files share of the cases' tables, inside a transaction of their caller.
#pragma once

#include <string>

#include "core/policy/policy_version.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// With everything that is kept of it.
CaseRecord read_case(Database& database, const std::string& site, CaseId id);
// Makes the row and the lists of a case again if they are not what this program keeps.
void refold_case(Database& database, const std::string& site, CaseId id, const Refold& refold);
// Puts them in the place of those that the case had.
void write_traces(Database& database, const std::string& site, const CaseTraces& traces);
core::PolicyTexts read_policy_texts(Database& database, const std::string& version);
// Number of events that verify; the refusal names the first that does not.
std::int64_t verify_chains(Database& database);

}  // namespace handler::store
