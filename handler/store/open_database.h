// The one place where the engine of the database is chosen.
#pragma once

#include "handler/store/database/database.h"

namespace handler::store {

// What opens connections to the database of `options`: PostgreSQL if they name a service file, else
// the SQLite file at `path`. Opens nothing itself. May be called on any thread.
OpenDatabase open_database(const StoreOptions& options);

}  // namespace handler::store
