// SQLite behind the Database interface, with the settings that durability and safety need.
#pragma once

#include <memory>
#include <string>

#include "handler/store/database/database.h"

namespace handler::store {

struct SqliteOptions {
  std::string path;
  int busy_milliseconds = 5000;
  // Refuses every change; the file must exist. A log and shared memory are made beside it all the
  // same: what must leave no trace is opened with open_sqlite_to_look().
  bool read_only = false;
};

// Opens the file, or creates it (0600). The file must not be a symbolic link. Checks that every
// setting took effect: WAL, synchronous=FULL, foreign keys, secure delete, no extensions, no
// trusted schema. Failures: no_access, busy, disk_full, corrupt.
core::Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace handler::store
