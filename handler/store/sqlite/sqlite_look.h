// The one way to open a database for reading alone: for verification, for backups and for the
// checks of the machine.
#pragma once

#include <memory>
#include <string>

#include "handler/store/database/database.h"

namespace handler::store {

// Opens a database to look at it: no byte of the file or of its folder is written, and none is
// made, also where the folder cannot be written. (Only in the shared memory of a database in use a
// reader takes its place, as every reader does.) What stands in a write-ahead log beside the file
// is read too. An empty file is `corrupt`, a missing one `not_found`.
core::Result<std::unique_ptr<Database>> open_sqlite_to_look(const std::string& path);

// True if a program has the database open, or had it open when it was killed. Then a look sees one
// state of it, however others write meanwhile; else it is read as it stands, and must stand still.
bool is_in_use(const std::string& path);

// An empty database that is gone with its connection.
core::Result<std::unique_ptr<Database>> open_sqlite_in_memory();

}  // namespace handler::store
