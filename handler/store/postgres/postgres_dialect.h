// The statements of the store as PostgreSQL reads them: one table of what differs from SQLite.
#pragma once

#include <string>
#include <string_view>

namespace handler::store {

// The statement with each text of database/dialect.h that only SQLite knows replaced by
// PostgreSQL's; most statements have none and are returned as they are. A pure function of the
// text, so what it gives can be prepared once.
std::string postgres_text(std::string_view sql);

}  // namespace handler::store
