// Opens the connections of the store.
#include "handler/store/database/connections.h"

#include <exception>

#include "core/base/check.h"
#include "handler/store/database/moved.h"
#include "handler/store/database/schema.h"

namespace handler::store {
namespace {

// A process for one request opens the writer when it writes, which most never do: each connection
// reads the schema for itself. Adds nothing if the database must be made or migrated first.
void add_current_reader(std::vector<std::unique_ptr<Database>>& readers, const OpenDatabase& open) {
  core::Result<std::unique_ptr<Database>> reader = open(Access::read);
  if (!reader || !is_current(**reader)) return;
  check_is_home(**reader);
  readers.push_back(std::move(*reader));
}

Refused lost_database() {
  return Refused(core::FailureCode::corrupt,
                 "the database is empty, although there was one: check that the service file names "
                 "the right one, or restore the newest backup");
}

Gate gate_of(const StoreOptions& options) {
  if (!options.clock.look && !options.is_apart) return {};
  return [clock = options.clock, is_apart = options.is_apart](Database& database) -> core::Status {
    const auto work = [&] {
      if (is_apart) check_is_home(database);
      if (clock.look) let_through(database, clock);
    };
    // The gate runs on the writer's thread, where an exception would end the process.
    try {
      return result_of(work);
    } catch (const std::exception& error) {
      return core::Status(core::Failure{core::FailureCode::unavailable, error.what()});
    }
  };
}

}  // namespace

Connections::Connections(std::vector<std::unique_ptr<Database>> readers,
                         std::unique_ptr<Database> writer, const OpenDatabase& open,
                         const StoreOptions& options, core::Clock& clock)
    : folder_(std::filesystem::path(options.path).parent_path()),
      is_of_one_request_(!options.group_commit),
      readers_(std::move(readers), open, losses_),
      complain_of_read_(options.complain_of_read),
      upkeep_(options.warn),
      guarded_(options.clock),
      writer_(std::move(writer), open, options.group_commit, WriterQueue{}, options.complain,
              gate_of(options), &losses_),
      clock_(clock) {}

bool Connections::remake_indexes() {
  if (indexes_were_remade_.exchange(true)) return false;
  const core::Status remade =
      attempt([](Database& database) { accepted(database.remake_indexes()); });
  if (remade) {
    upkeep_.warn(
        "an index was damaged in the database file and all were made again: look at the disk, and "
        "run handler verify");
  }
  return remade.ok();
}

core::Result<std::unique_ptr<Connections>> Connections::open(const OpenDatabase& open,
                                                             const StoreOptions& options,
                                                             core::Clock& clock) {
  BANCHENG_CHECK(options.readers > 0);
  const auto work = [&] {
    std::vector<std::unique_ptr<Database>> readers;
    if (!options.group_commit) add_current_reader(readers, open);
    std::unique_ptr<Database> writer;
    if (readers.empty()) {
      writer = accepted(open(Access::write));
      if (options.is_known && version_of_database(*writer) == 0) throw lost_database();
      accepted(migrate(*writer));
      check_is_home(*writer);
    }
    while (readers.size() < static_cast<std::size_t>(options.readers)) {
      readers.push_back(accepted(open(Access::read)));
    }
    return std::make_unique<Connections>(std::move(readers), std::move(writer), open, options,
                                         clock);
  };
  return result_of(work);
}

}  // namespace handler::store
