// Whole copies of a database, while others use it or alone, and databases that are folded into a
// single file.
#pragma once

#include <string>

#include "handler/store/database/database.h"

namespace handler::store {

// Copies the database `from` into the new file `to` (0600) with SQLite's online backup: the state
// of one moment, while other programs read and write. The copy is one whole file without a
// write-ahead log, and synced; the caller syncs the folder. If it fails, `to` is removed. Failures:
// conflict (`to` exists), busy, disk_full, no_access, corrupt.
core::Status copy_to_new_file(const std::string& from, const std::string& to,
                              int busy_milliseconds = 5000);

// Makes `to` equal to `from`, page by page and in one transaction; a damaged page is copied as it
// is. Both must come from open_sqlite() or open_sqlite_to_look().
core::Status copy_pages(Database& from, Database& to);

// Takes the lock of the one writer and keeps it until the connection is closed; `busy` while any
// other connection to the database is open.
core::Status keep_others_out(Database& database);

// Brings what stands in the write-ahead log into the file and removes the log. The next program
// that opens the database makes a new one. `busy` if another program has it open; `corrupt`, and
// nothing is changed, if file and log together are damaged.
core::Status fold_into_one_file(const std::string& path, int busy_milliseconds = 0);

}  // namespace handler::store
