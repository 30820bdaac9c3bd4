// PostgreSQL behind the Database interface. The only files that know libpq are this room's
// postgres_connection.cc and postgres_session.cc.
#pragma once

#include <memory>
#include <string>

#include "handler/store/database/database.h"

namespace handler::store {

struct PostgresOptions {
  std::string service_file;  // see service_file.h
  // How long a statement waits for a lock before it fails with `busy`.
  int busy_milliseconds = 5000;
  // Every transaction is READ ONLY and sees one snapshot (REPEATABLE READ). Others are READ
  // COMMITTED.
  bool read_only = false;
  // How long the server lets a transaction stand still before it ends the session; 0: half a minute
  // if it may write, and so holds up the writers of all handlers, else five minutes.
  int idle_milliseconds = 0;
};

// Connects to the server of the service file that takes writes, also with `read_only`: a standby
// would not show what was just written. Waits a few seconds at most for each host. Checks that the
// server and the database are ones whose answers can be relied on (see postgres_session.cc).
// Makes no tables: see migrate(). Failures: as read_service_file(); unavailable; no_access;
// misconfigured, with what to change.
core::Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options);

}  // namespace handler::store
