// SQLite behind the Database interface, opened with every setting that durability and safety ask
// for.
#pragma once

#include <memory>
#include <string>

#include "handler/store/database.h"

namespace handler::store {

struct SqliteOptions {
  std::string path;
  int busy_milliseconds = 5000;
};

// Opens or creates the file. Settings are asserted, not hoped for: WAL, synchronous=FULL, foreign
// keys, secure delete, no extensions, no trusted schema. Failures: no_access, busy, disk_full,
// corrupt.
core::Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace handler::store
