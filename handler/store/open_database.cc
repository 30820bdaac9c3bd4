// Both engines, each with its own options.
#include "handler/store/open_database.h"

#include "handler/store/database/refused.h"
#include "handler/store/postgres/postgres_connection.h"
#include "handler/store/sqlite/sqlite_database.h"

namespace handler::store {

OpenDatabase open_database(const StoreOptions& options) {
  const int patience = options.busy_milliseconds;
  if (!options.service_file.empty()) {
    return [file = options.service_file, patience](Access access) {
      return open_postgres({file, patience, /*read_only=*/access == Access::read});
    };
  }
  return [path = options.path, patience](Access access) {
    return open_sqlite({path, patience, /*read_only=*/access == Access::read});
  };
}

Server server_of(const std::string& service_file) {
  // A move or repair holds its transaction while it reads, writes and verifies a whole file: of a
  // large one that takes minutes, in which it asks the server nothing.
  constexpr int kFourHours = 4 * 60 * 60 * 1000;
  const OpenDatabase open = [service_file](Access access) {
    return open_postgres({.service_file = service_file,
                          .read_only = access == Access::read,
                          .idle_milliseconds = kFourHours});
  };
  return {open, &postgres_checks(), "PostgreSQL (" + service_file + ")"};
}

core::Result<ServerState> look_at(const Server& server) {
  const core::Result<std::unique_ptr<Database>> database = server.open(Access::read);
  if (!database) return database.failure();
  const auto work = [&] { return server_state(**database); };
  return result_of(work);
}

}  // namespace handler::store
