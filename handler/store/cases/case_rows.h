// The row of current values in the table `cases`: only this file pair names its columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/sqlite/database.h"

namespace handler::store {

// The columns that row_of() reads, in its order, qualified by the table's alias.
std::string row_columns(const std::string& table);
CaseRow row_of(const Row& row);

// A statement that finds those in the table `cases` for which the condition `sql` holds.
std::string rows_where(std::string_view sql);

// In the caller's transaction. Returns the id of the new case.
CaseId insert_row(Database& database, const NewReport& report, const CaseRow& row);
// Writes all columns that may change; columns fixed at submission are not written.
void update_row(Database& database, const CaseRow& row);

// A list as one JSON value, so that a statement takes any number of ids.
std::string json_list(const std::vector<std::string>& values);

}  // namespace handler::store
