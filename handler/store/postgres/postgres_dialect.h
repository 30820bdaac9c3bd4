// The statements of the store as PostgreSQL reads them: one table of what differs from SQLite.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace handler::store {

// A text of a statement, and what PostgreSQL takes in its place.
struct Replaced {
  std::string_view sqlite;
  std::string_view postgres;
};

// All that differs.
std::span<const Replaced> postgres_texts();

// The statement with each text of database/dialect.h that only SQLite knows replaced by
// PostgreSQL's; most statements have none and are returned as they are. A pure function of the
// text, so what it gives can be prepared once.
std::string postgres_text(std::string_view sql);

}  // namespace handler::store
