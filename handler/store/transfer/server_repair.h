// Makes anew what follows from the records, in a database that a server keeps.
#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "handler/store/repair.h"
#include "handler/store/server.h"

namespace handler::store {

// As repair_database(), in one transaction that holds the writers' lock: other programs may read
// meanwhile, and what they write is refused as `busy` if it takes longer than they wait. `file` is
// where the database would be if it were a file of SQLite: the copy of the database as it was gets
// its name from that and stands beside it. On a failure the database is as it was.
core::Result<RepairReport> repair_server(const Server& server, const std::filesystem::path& file,
                                         const VerifyOptions& options);

}  // namespace handler::store
