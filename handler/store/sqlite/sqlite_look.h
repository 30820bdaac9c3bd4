// Databases that are only looked at, and whole copies: what verification, repair and backups need of SQLite.
#pragma once

#include <memory>
#include <string>

#include "handler/store/sqlite/database.h"

namespace handler::store {

// Opens a database to look at it: no byte of the file or of its folder is written, and none is
// made, also where the folder cannot be written. (Only in the shared memory of a database in use a
// reader takes its place, as every reader does.) What stands in a write-ahead log beside the file is
// read too. An empty file is `corrupt`, a missing one `not_found`.
core::Result<std::unique_ptr<Database>> open_sqlite_to_look(const std::string& path);

// An empty database that is gone with its connection.
core::Result<std::unique_ptr<Database>> open_sqlite_in_memory();

// Takes the lock of the one writer and keeps it until the connection is closed; `busy` while any
// other connection to the database is open.
core::Status keep_others_out(Database& database);

// Makes `to` equal to `from`, page by page and in one transaction; a damaged page is copied as it is.
// Both must come from the functions above.
core::Status copy_database(Database& from, Database& to);

}  // namespace handler::store
