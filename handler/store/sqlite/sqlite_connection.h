// A connection to SQLite as the store's Database: for the files of this folder that open one.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "handler/store/database/database.h"

struct sqlite3;

namespace handler::store::raw {

// Before a connection is opened. SQLite otherwise counts the memory of all connections behind one
// lock, which each of its allocations takes, and nothing asks for the count.
void prepare();

// Owns the connection from now on, with all that a foreign file could abuse turned off.
std::unique_ptr<Database> adopt(sqlite3* connection, const std::string& path);
// The connection of a database that adopt() made.
sqlite3* connection_of(Database& database);
// What SQLite's result code means for the operator, with the path; `connection` may be null.
core::Failure failure_of(sqlite3* connection, int result, const std::string& path);
// The path without symbolic links in its folder, as SQLite wants it; a link as the file itself
// stays one.
std::string with_real_folder(const std::filesystem::path& path);

}  // namespace handler::store::raw
