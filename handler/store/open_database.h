// The one place where the engine of the database is chosen.
#pragma once

#include <string>

#include "handler/store/database/database.h"
#include "handler/store/postgres/server_state.h"
#include "handler/store/server.h"

namespace handler::store {

// What opens connections to the database of `options`: PostgreSQL if they name a service file, else
// the SQLite file at `path`. Opens nothing itself. May be called on any thread.
OpenDatabase open_database(const StoreOptions& options);

// The server that the service file names, for what works with whole databases.
Server server_of(const std::string& service_file);

// How it keeps the data; changes nothing. Failures: those of opening it.
core::Result<ServerState> look_at(const Server& server);

}  // namespace handler::store
