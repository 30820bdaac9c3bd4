// Builds the store's classes on their shared connections.
#include "handler/store/store.h"

#include <chrono>

#include "handler/store/cases/destroyed_again.h"
#include "handler/store/database/connections.h"
#include "handler/store/open_database.h"

namespace handler::store {

Store::Store(std::unique_ptr<Connections> connections)
    : CaseQueries(*connections),
      CaseLists(*connections),
      CaseChanges(*connections),
      FileQueries(*connections),
      Destructions(*connections),
      Staff(*connections),
      Counters(*connections),
      Filings(*connections),
      Names(*connections),
      Drafts(*connections),
      Publications(*connections),
      Facts(*connections),
      Heads(*connections),
      ClockSigns(*connections),
      connections_(std::move(connections)) {}

Store::~Store() = default;

core::Status Store::check_health() {
  return connections_->attempt([&](Database& database) {
    run(database, "SELECT seq, hash FROM events ORDER BY site DESC, seq DESC LIMIT 1");
    run(database, "SELECT part_id, body FROM parts ORDER BY part_id DESC LIMIT 1");
    run(database, "SELECT case_id, marks FROM cases ORDER BY case_id DESC LIMIT 1");
    put_fact(database, facts::kHeartbeat, core::to_iso(connections_->now()));
  });
}

int Store::not_saved_lately() {
  return connections_->not_saved(std::chrono::minutes{5});
}

Upkeep Store::upkeep() const {
  return connections_->upkeep().now();
}

void Store::settle() {
  connections_->settle();
}

core::Result<std::int64_t> Store::destroy_again(const std::vector<DestroyedPart>& listed) {
  return connections_->write(
      [&](Database& database) { return destroy_listed(database, listed, connections_->now()); });
}

core::Status Store::pass_over(const LastIds& last) {
  return connections_->write([&](Database& database) {
    pass_over_ids(database, "cases", last.cases);
    pass_over_ids(database, "parts", last.parts);
    put_fact(database, facts::kPassedOver, text_of(highest(last, passed_over_in(database))));
  });
}

core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock) {
  core::Result<std::unique_ptr<Connections>> connections =
      Connections::open(open_database(options), options, clock);
  if (!connections) return connections.failure();
  return std::make_unique<Store>(std::move(*connections));
}

}  // namespace handler::store
