// Builds the store's classes on their shared connections.
#include "handler/store/store.h"

#include "handler/store/cases/chain_check.h"
#include "handler/store/sqlite/connections.h"
#include "handler/store/sqlite/sqlite_database.h"

namespace handler::store {

Store::Store(std::unique_ptr<Connections> connections)
    : CaseQueries(*connections),
      CaseLists(*connections),
      CaseChanges(*connections),
      Staff(*connections),
      Counters(*connections),
      Filings(*connections),
      Names(*connections),
      Facts(*connections),
      Heads(*connections),
      ClockSigns(*connections),
      connections_(std::move(connections)) {}

Store::~Store() = default;

core::Status Store::check_health() {
  // An empty write transaction takes the same lock as a report.
  return connections_->write([](Database&) {});
}

core::Result<std::int64_t> Store::verify() {
  return connections_->read([](Database& database) { return verify_chains(database); });
}

core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock) {
  const auto open = [path = options.path, patience = options.busy_milliseconds](Access access) {
    return open_sqlite({path, patience, /*read_only=*/access == Access::read});
  };
  core::Result<std::unique_ptr<Connections>> connections = Connections::open(open, options, clock);
  if (!connections) return connections.failure();
  return std::make_unique<Store>(std::move(*connections));
}

}  // namespace handler::store
