// A whole copy of a database in an empty one, row by row, whatever engine each has.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/result.h"
#include "handler/store/database/database.h"
#include "handler/store/server.h"

namespace handler::store {

// In a transaction of the caller on each side; the one of `from` shows one state. Makes the tables
// of this program in `to`, which has none, copies all rows, lets new rows be numbered beyond them,
// makes the index of words, and compares every row of both sides. Throws Refused: `conflict` if
// `to` is not empty, `misconfigured` if `from` is not of this program's version, `corrupt` if the
// copy differs, and what either database refuses.
void copy_whole(Database& from, Database& to);

// The same into the new file `file` (0600) of SQLite: one whole file without a write-ahead log,
// synced; the caller syncs the folder. If it fails, the file is removed. Failures: conflict (the
// file exists) and those of copy_whole().
core::Status copy_to_sqlite_file(Database& from, const std::filesystem::path& file);

// The same of one state of a server's database, while programs use it.
core::Status copy_from(const Server& server, const std::filesystem::path& file);

// `conflict` if the database holds any table.
core::Status check_is_empty(const Server& server);

// How many bytes the database takes there; a copy in a file takes about as many.
core::Result<std::uintmax_t> bytes_at(const Server& server);

}  // namespace handler::store
