// Prepares the restored database beside the old one, then swaps them.
#include "handler/backup/restore.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/durable_copy.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "handler/backup/backup_folder.h"
#include "handler/backup/database_swap.h"
#include "handler/backup/space.h"
#include "handler/backup/stage.h"
#include "handler/store/carried_list.h"
#include "handler/store/data_lock.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/moved.h"
#include "handler/store/database/schema.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/destructions.h"
#include "handler/store/key_copies.h"
#include "handler/store/last_ids.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "handler/store/transfer/sure_commit.h"
#include "handler/store/transfer/whole_copy.h"

namespace handler::backup {
namespace {

namespace fs = std::filesystem;
using core::accepted;
using core::Refused;

// What --from names.
struct Source {
  fs::path folder;    // the backup's own
  fs::path place;     // the folder of all backups
  fs::path database;  // the file
  std::optional<Manifest> manifest;
};

Source source_of(const fs::path& from) {
  if (from.empty()) {
    throw Refused(core::FailureCode::invalid,
                  "--from is empty: it names the folder of one backup, or a database file");
  }
  fs::path given = fs::absolute(from).lexically_normal();
  if (!given.has_filename()) given = given.parent_path();
  std::error_code ignored;
  Source source;
  const bool is_folder = fs::is_directory(given, ignored);
  source.folder = is_folder ? given : given.parent_path();
  source.database = is_folder ? given / kDatabase : given;
  source.place = is_folder ? given.parent_path() : source.folder;
  if (!is_reachable(source.database)) {
    throw Refused(
        core::FailureCode::not_found,
        source.database.string() + " is not there: --from names the folder of one backup");
  }
  if (is_folder && is_reachable(given / kManifest))
    source.manifest = accepted(read_manifest(given));
  return source;
}

void check_source(const Source& source) {
  std::error_code error;
  if (!fs::is_regular_file(source.database, error)) {
    throw Refused(core::FailureCode::invalid,
                  source.database.string() +
                      " is not a file: --from names the folder of one backup, or a database file");
  }
  const std::uintmax_t size = fs::file_size(source.database);
  if (size > 0 && (!source.manifest || source.manifest->bytes == size)) return;
  throw Refused(core::FailureCode::corrupt, source.database.string() + " is not whole (" +
                                                std::to_string(size) +
                                                " bytes): take another backup");
}

void check_room_to_restore(const Source& source, const fs::path& data) {
  const std::uintmax_t size = fs::file_size(source.database);
  const Disk disk = accepted(disk_of(data));
  // A migration may write every page into the log once more.
  accepted(check_space({.copy = size, .log = size}, data, disk, data, disk));
}

// The database in DATA, those that were kept aside there, and the other backups of the place.
std::vector<fs::path> copies_at_hand(const Source& source, const fs::path& data) {
  std::vector<fs::path> copies = {data / kDatabase};
  for (const fs::path& place : {data, source.place}) {
    std::error_code error;
    for (fs::directory_iterator entry(place, error), end; !error && entry != end;
         entry.increment(error))
      copies.push_back(entry->path() / kDatabase);
  }
  return copies;
}

// What the copies of these data know that the restored one may not know. One that cannot be read
// cannot be restored either.
struct KnownElsewhere {
  store::LastIds given;  // the ids that any of them has given
  store::Holds holds;
};

KnownElsewhere known_elsewhere(const Source& source, const fs::path& data) {
  KnownElsewhere known;
  for (const fs::path& copy : copies_at_hand(source, data)) {
    if (const auto ids = store::last_ids_in(copy)) known.given = highest(known.given, *ids);
    if (const auto holds = store::holds_in(copy)) add_newer(known.holds, *holds);
  }
  return known;
}

// A hold that was lifted later in the restored copy is none.
void name_lost_holds(const store::Holds& known, const fs::path& staged, RestoreReport& report) {
  std::vector<store::HeldCase>& lost = report.holds_lost;
  const store::Holds here = accepted(store::holds_in(staged));
  for (const auto& [held, state] : known) {
    const auto found = here.find(held);
    const store::HoldState mine = found == here.end() ? store::HoldState{} : found->second;
    if (state.is_held && !mine.is_held && state.seq > mine.seq) lost.push_back(held);
  }
  report.held_cases_lost = accepted(store::missing_in(staged, lost));
  std::erase_if(lost, [&](const store::HeldCase& held) {
    return core::contains(report.held_cases_lost, held);
  });
}

// A copy made by hand may come with the log that holds its newest part; a backup of ours never has
// one.
fs::path copy_to(const fs::path& stage, const Source& source) {
  fs::path staged = stage / kDatabase;
  accepted(core::copy_durably(source.database, staged));
  const fs::path log = source.database.string() + "-wal";
  if (!source.manifest && is_reachable(log))
    accepted(core::copy_durably(log, staged.string() + "-wal"));
  accepted(core::sync_folder(stage));
  return staged;
}

store::KeysAtHand keys_for(const RestoreOptions& options) {
  store::KeysAtHand keys = options.keys.empty() ? store::keys_in(options.data)
                                                : accepted(store::read_key_copy(options.keys));
  if (keys.portal || keys.desk) return keys;
  throw Refused(
      core::FailureCode::not_found,
      "the data folder " + options.data.string() +
          " has no keys that can be read: add --keys with the file that handler keys export made");
}

// Data that were moved away from a file are data again where that file is restored.
void let_use_file(const fs::path& staged) {
  const auto database = accepted(store::open_sqlite({.path = staged.string()}));
  accepted(store::migrate(*database));
  for (const std::string_view name : {store::facts::kMovedTo, store::facts::kArriving})
    store::forget_fact(*database, name);
}

// Opens the staged database, which brings it to this program's version. The clock is not asked: a
// backup is as old as it is, and the next start judges the clock.
std::unique_ptr<store::Store> open_staged(const fs::path& staged, core::Clock& clock) {
  if (const core::Status ours = store::check_is_ours(staged); !ours) {
    if (ours.failure().code != core::FailureCode::corrupt) throw Refused(ours.failure());
    throw Refused(core::FailureCode::corrupt,
                  "the copy cannot be used, and nothing was restored: take another backup; " +
                      ours.failure().message);
  }
  let_use_file(staged);
  store::StoreOptions options;
  options.path = staged.string();
  options.readers = 1;
  return accepted(store::open_store(options, clock));
}

// What is destroyed in a database that can be read, and was not listed because its program ended
// there. What cannot be read of it stops no restore, because that is what may be the matter with
// it.
core::Status list_destroyed_of(const fs::path& database, const fs::path& data) {
  const auto opened = store::open_sqlite_to_look(database.string());
  if (!opened) return core::success();
  const auto listed = accepted(store::read_destroyed(store::destroyed_list_of(data)));
  const auto look = [&] { return store::destroyed_beyond(**opened, listed); };
  const auto missing = core::result_of(look);
  if (!missing) return missing.failure();
  if (!missing->parts.empty()) accepted(store::append_destroyed(data, missing->parts));
  return missing->unread;
}

// Also counts in the report how many parts were destroyed again.
void destroy_listed(store::Store& store, const Source& source, const fs::path& staged,
                    const fs::path& data, RestoreReport& report) {
  accepted(store::carry_list(source.folder, data));
  accepted(store::carry_list(source.place, data));
  for (const fs::path& database : {data / kDatabase, staged}) {
    const core::Status all = list_destroyed_of(database, data);
    if (!all) report.unlisted.push_back(database.string() + ": " + all.failure().message);
  }
  core::stop_point("restore: list carried");
  const auto listed = accepted(store::read_destroyed(store::destroyed_list_of(data)));
  report.destroyed = accepted(store.destroy_again(listed));
  accepted(store.forget_destroyed());
}

// Parts that were destroyed again have no event; the list of DATA, which does not stand beside the
// staged file, names them.
store::VerifyOptions verification(const Source& source, const fs::path& data, core::Instant now) {
  store::VerifyOptions options;
  options.now = now;
  options.destroyed = accepted(store::read_destroyed(store::destroyed_list_of(data)));
  if (source.manifest) options.heads = source.manifest->content.heads;
  return options;
}

void check_report(const Source& source, const store::VerifyReport& report) {
  if (report.can_be_repaired) return;
  throw Refused(
      core::FailureCode::corrupt,
      store::report_as_text(report) + source.folder.string() +
          " does not hold what was recorded, and nothing was restored: take another backup");
}

store::CheckedCopy checked(const Source& source, const fs::path& staged, const fs::path& data,
                           core::Instant now) {
  store::CheckedCopy copy = accepted(store::check_copy(staged, verification(source, data, now)));
  check_report(source, copy.report);
  return copy;
}

// Everything at once, or nothing.
void copy_to_server(const store::Server& server, const fs::path& staged, const Source& source,
                    const store::VerifyOptions& verify) {
  const auto from = accepted(store::open_sqlite_to_look(staged.string()));
  auto to = accepted(server.open(store::Access::write));
  accepted(to->run(store::dialect::kBeginWriting));
  store::copy_whole(*from, *to);
  core::stop_point("restore: at the server");
  check_report(source, accepted(store::verify_open(*to, *server.checks, verify)));
  accepted(store::commit_surely(to, server.open));
  core::stop_point("restore: swapped");
}

// The staged database, ready to be swapped in.
RestoreReport prepare(const RestoreOptions& options, const Source& source, const fs::path& staged,
                      core::Clock& clock) {
  RestoreReport report;
  const KnownElsewhere known = known_elsewhere(source, options.data);
  const store::KeysAtHand keys = keys_for(options);
  {
    const std::unique_ptr<store::Store> store = open_staged(staged, clock);
    core::stop_point("restore: migrated");
    accepted(
        store::check_keys(*store, keys, source.database.string(), store::UnknownPrints::record));
    destroy_listed(*store, source, staged, options.data, report);
    accepted(store->pass_over(known.given));
    core::stop_point("restore: destroyed");
    if (!options.keys.empty())
      accepted(store->set_fact(store::facts::kKeysCompared, core::to_iso(clock.now())));
  }
  accepted(store::fold_into_one_file(staged.string()));
  store::CheckedCopy copy = checked(source, staged, options.data, clock.now());
  report.content = std::move(copy.content);
  report.report = std::move(copy.report);
  name_lost_holds(known.holds, staged, report);
  core::stop_point("restore: verified");
  if (!options.keys.empty()) accepted(store::place_keys(keys, options.data));
  core::stop_point("restore: keys placed");
  return report;
}

RestoreReport restored(const RestoreOptions& options, core::Clock& clock) {
  const Source source = source_of(options.from);
  check_source(source);
  if (options.server) accepted(store::check_is_empty(*options.server));
  accepted(core::make_folders(options.data, 0700));
  const store::DataLock lock = accepted(store::DataLock::alone(options.data));
  check_room_to_restore(source, options.data);
  const Stage stage(options.data);
  const fs::path staged = copy_to(stage.folder(), source);
  core::stop_point("restore: copied");
  RestoreReport report = prepare(options, source, staged, clock);
  if (options.server) {
    copy_to_server(*options.server, staged, source,
                   verification(source, options.data, clock.now()));
  } else {
    report.aside = accepted(swap_database(staged, options.data, clock.now()));
  }
  return report;
}

}  // namespace

core::Result<RestoreReport> restore(const RestoreOptions& options, core::Clock& clock) {
  const auto work = [&] { return restored(options, clock); };
  try {
    return core::result_of(work);
  } catch (const fs::filesystem_error& error) {
    return core::Failure{core::FailureCode::unavailable, error.what()};
  }
}

}  // namespace handler::backup
