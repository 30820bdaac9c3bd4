// The row of current values, from the database to a value.
#pragma once

#include <string>

#include "handler/store/database.h"
#include "handler/store/store.h"

namespace handler::store {

// The columns that row_of() reads, in its order, of the table that the statement calls so.
std::string row_columns(const std::string& table);
CaseRow row_of(const Row& row);

}  // namespace handler::store
