// The row of current values in the table `cases`: only this file pair names its columns.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_record.h"
#include "handler/store/database/database.h"

namespace handler::store {

// The columns that row_of() reads, in its order, qualified by the table's alias.
std::string row_columns(const std::string& table);
CaseRow row_of(const Row& row);

// A statement that finds those in the table `cases` for which the condition `sql` holds.
std::string rows_where(std::string_view sql);

// A row as it stands in the table: what the events tell by name of the column, the rest by member.
struct StoredRow {
  CaseId id = 0;
  std::vector<std::pair<std::string_view, Value>> columns;  // in the order of columns_of()
  std::string ticket_hash, nonce_hash, phone_index;
  std::int64_t known_to_staff = 0, listed = 0, traced = 0, awaited_notice = 0;

  const Value& at(std::string_view column) const;
};
// Hands over every row, by case id.
void visit_stored_rows(Database& database, const std::function<void(const StoredRow&)>& take);

// What stands in the columns of the row, by name, without case_id and what events do not tell.
std::vector<std::pair<std::string_view, Value>> columns_of(const CaseRow& row);

// The row that a case has after its events, of which the last is the newest. `file_bytes` as
// held_file_bytes() counts them.
CaseRow row_after(const std::vector<cases::Event>& events, CaseId id, CurrentValues values,
                  std::int64_t file_bytes);

// In the caller's transaction. Returns the id of the new case.
CaseId insert_row(Database& database, const NewReport& report, const CaseRow& row);
// Writes all columns that may change; columns fixed at submission are not written.
void update_row(Database& database, const CaseRow& row);

// Writes every column that events tell, also those fixed at submission: for repair.
void rewrite_row(Database& database, const CaseRow& row, bool known_to_staff);

// A list as one JSON value, so that a statement takes any number of ids.
std::string json_list(const std::vector<std::string>& values);

}  // namespace handler::store
