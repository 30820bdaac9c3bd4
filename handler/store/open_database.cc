// Both engines, each with its own options.
#include "handler/store/open_database.h"

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

}  // namespace handler::store
