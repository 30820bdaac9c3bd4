// SQLite behind the Database interface, with the settings that durability and safety need.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "handler/store/sqlite/database.h"

struct sqlite3;

namespace handler::store {

struct SqliteOptions {
  std::string path;
  int busy_milliseconds = 5000;
  bool read_only = false;  // refuses every change; the file must exist
  // A copy at rest (see sqlite_copy.h): only read, and nothing is made beside it, also on a disk that is read-only.
  bool at_rest = false;
  bool only_look = false;  // reads a file of any owner or mode and leaves nothing beside it
};

// Opens the file, or creates it (0600). The file must not be a symbolic link. Checks that every
// setting took effect: WAL, synchronous=FULL, foreign keys, secure delete, no extensions, no
// trusted schema. Failures: no_access, busy, disk_full, corrupt.
//
// With `only_look` no setting is asked for and no file is made or changed. While no other program
// has the database open, what a crashed one left in the write-ahead log is not seen.
core::Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

// What SQLite's result code means for the operator, with the path; `connection` may be null.
core::Failure sqlite_failure(sqlite3* connection, int result, const std::string& path);

// The path without symbolic links in its folder, as SQLite wants it; a link as the file itself stays one.
std::string with_real_folder(const std::filesystem::path& path);

// For sqlite_look.cc alone, the other file that knows SQLite.
namespace raw {

// Owns the connection from now on, with all that a foreign file could abuse turned off.
std::unique_ptr<Database> adopt(sqlite3* connection, const std::string& path);
// The connection of a database that adopt() or open_sqlite() made.
sqlite3* connection_of(Database& database);
// The sentence for a result code of SQLite.
core::Failure failure_of(sqlite3* connection, int result, const std::string& path);
// SQLite refuses linked folders: the same path without links in its folder.
std::string with_real_folder(const std::filesystem::path& path);

}  // namespace raw

}  // namespace handler::store
