// The row of current values in the table `cases`: its columns are named here alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// The columns that row_of() reads, in its order, of the table that the statement calls so.
std::string row_columns(const std::string& table);
CaseRow row_of(const Row& row);

// A statement that finds those in the table `cases` for which the condition `sql` holds.
std::string rows_where(std::string_view sql);

// In the caller's transaction. Value: the number of the new case.
CaseId insert_row(Database& database, const NewReport& report, const CaseRow& row);
// What was written when the case was submitted stays.
void update_row(Database& database, const CaseRow& row);

// Ids as one value of a statement, however many they are.
std::string json_list(const std::vector<std::string>& values);

}  // namespace handler::store
