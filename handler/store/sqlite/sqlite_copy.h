// Copies a database while others use it, and folds one that no program uses into a single file.
#pragma once

#include <string>

#include "core/base/result.h"

namespace handler::store {

// Copies the database `from` into the new file `to` (0600) with SQLite's online backup: the state of one moment, while
// other programs read and write. The copy is one whole file without a write-ahead log, and synced; the caller syncs
// the folder. If it fails, `to` is removed. Failures: conflict (`to` exists), busy, disk_full, no_access, corrupt.
core::Status copy_database(const std::string& from, const std::string& to,
                           int busy_milliseconds = 5000);

// Brings what stands in the write-ahead log into the file and removes the log. The next program that opens the database
// makes a new one. `busy` if another program has it open; `corrupt`, and nothing is changed, if file and log together are
// damaged.
core::Status fold_into_one_file(const std::string& path, int busy_milliseconds = 0);

}  // namespace handler::store
