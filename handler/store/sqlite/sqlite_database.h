// SQLite behind the Database interface, opened with every setting that durability and safety ask
// for.
#pragma once

#include <memory>
#include <string>

#include "handler/store/sqlite/database.h"

namespace handler::store {

struct SqliteOptions {
  std::string path;
  int busy_milliseconds = 5000;
  bool read_only = false;  // refuses every change; the file must be there
};

// Opens the file, or creates it (0600). The file itself must not be a symbolic link. Settings are
// asserted, not hoped for: WAL, synchronous=FULL, foreign keys, secure delete, no extensions, no
// trusted schema. Failures: no_access, busy, disk_full, corrupt.
core::Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace handler::store
