// The two ways of a move, and the three steps that both end with.
#include "handler/backup/move.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contains.h"
#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/stop_point.h"
#include "handler/backup/backup_folder.h"
#include "handler/backup/database_swap.h"
#include "handler/backup/space.h"
#include "handler/backup/stage.h"
#include "handler/store/data_lock.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/moved.h"
#include "handler/store/database/refused.h"
#include "handler/store/database/schema.h"
#include "handler/store/destructions.h"
#include "handler/store/key_prints.h"
#include "handler/store/made_sign.h"
#include "handler/store/sqlite/sqlite_copy.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "handler/store/transfer/sure_commit.h"
#include "handler/store/transfer/table_copy.h"
#include "handler/store/transfer/whole_copy.h"

namespace handler::backup {
namespace {

namespace fs = std::filesystem;
using core::accepted;
using core::Refused;
using store::Database;
using store::run;

// One call, with what both ways need.
struct Move {
  const MoveOptions& options;
  core::Instant now;
  fs::path file = options.data / kDatabase;
  std::string id = core::to_hex(core::SystemRandomness().bytes(8));

  store::VerifyOptions verification() const {
    store::VerifyOptions verify;
    verify.present = options.present;
    verify.now = now;
    verify.destroyed = accepted(store::read_destroyed(store::destroyed_list_of(options.data)));
    return verify;
  }
};

bool has_tables(Database& database) {
  return !accepted(database.tables()).empty();
}

// Tables of others have none, and are left to what refuses them.
bool has_facts(Database& database) {
  return core::contains(accepted(database.tables()), "facts");
}

// "postgresql MOVE TIME" of a source, and MOVE of a target.
bool is_second_half(const std::string& moved_to, const std::string& arriving) {
  return !arriving.empty() && moved_to.find(" " + arriving + " ") != std::string::npos;
}

void check_whole(const store::VerifyReport& report, const std::string& what) {
  if (report.ok()) return;
  throw Refused(core::FailureCode::corrupt,
                store::report_as_text(report) + what +
                    " does not fit what was recorded, and nothing was moved: " +
                    (report.can_be_repaired ? "run handler repair first" : "see handler verify"));
}

// With the keys of other data beside them the data could not be used at their new place.
void check_keys_fit(const Move& move, Database& source, const std::string& name) {
  accepted(store::compare_keys(store::prints_in(store::read_facts(source)),
                               store::keys_in(move.options.data), name));
}

// In the transaction that holds the source: nothing but this makes the copy the data.
void put_mark(Database& source, std::string_view where, const Move& move) {
  store::put_fact(source, store::facts::kMovedTo,
                  std::string(where) + " " + move.id + " " + core::to_iso(move.now));
}

store::CopyContent content_now(Database& database) {
  run(database, "BEGIN");
  store::CopyContent content = store::content_of(database);
  run(database, "COMMIT");
  return content;
}

// While the target is closed still, so that a call that ends here is made again and comes here.
void note_engine_of_target(const Move& move, std::string_view engine) {
  accepted(store::note_made(move.options.data, engine));
  core::stop_point("move: noted");
}

// ---- to the server

// What an earlier call has copied that came no further: its source went on, and has changed since.
void take_away_unfinished(Database& source, Database& target) {
  const std::string fact = store::read_fact(target, store::facts::kMovedTo);
  if (!fact.empty()) {
    const store::MovedTo moved = store::moved_to_from(fact);
    throw Refused(core::FailureCode::conflict,
                  "the database that the data are to be moved to still holds what was moved to " +
                      moved.name + " on " + moved.time + ": drop it and make an empty one");
  }
  const bool is_ours =
      store::prints_in(store::read_facts(source)) == store::prints_in(store::read_facts(target));
  if (is_ours && !store::read_fact(target, store::facts::kArriving).empty())
    store::drop_tables(target);
}

void fill_server(const Move& move, Database& source, std::unique_ptr<Database>& there) {
  Database& target = *there;
  store::VerifyOptions verify = move.verification();
  run(source, store::dialect::kBeginWriting);
  store::check_is_home(source);
  check_keys_fit(move, source, move.file.string());
  const store::VerifyReport before = accepted(store::verify_database(move.file, verify));
  check_whole(before, move.file.string());
  core::stop_point("move: source verified");
  run(target, store::dialect::kBeginWriting);
  if (has_facts(target)) take_away_unfinished(source, target);
  store::copy_whole(source, target);
  core::stop_point("move: copied");
  store::destroy_listed(target, verify.destroyed, move.now);
  verify.heads = before.heads;
  check_whole(accepted(store::verify_open(target, *move.options.server.checks, verify)),
              "the copy in " + move.options.server.name);
  store::put_fact(target, store::facts::kArriving, move.id);
  core::stop_point("move: copy verified");
  accepted(store::commit_surely(there, move.options.server.open));
  core::stop_point("move: arrived");
}

void let_use_server(const Move& move, std::unique_ptr<Database>& target) {
  run(*target, store::dialect::kBeginWriting);
  store::forget_fact(*target, store::facts::kArriving);
  accepted(store::commit_surely(target, move.options.server.open));
  core::stop_point("move: done");
}

MoveReport moved_to_server(const Move& move) {
  const store::DataLock lock = accepted(store::DataLock::alone(move.options.data));
  if (!core::is_there(move.file))
    throw Refused(core::FailureCode::not_found,
                  move.file.string() + " is not there: name the data folder with --data");
  const auto source = accepted(store::open_sqlite({.path = move.file.string()}));
  auto target = accepted(move.options.server.open(store::Access::write));
  accepted(store::migrate(*source));
  MoveReport report;
  report.was_there =
      has_facts(*target) && is_second_half(store::read_fact(*source, store::facts::kMovedTo),
                                           store::read_fact(*target, store::facts::kArriving));
  if (!report.was_there) {
    fill_server(move, *source, target);
    put_mark(*source, "postgresql", move);
    run(*source, "COMMIT");
    core::stop_point("move: source marked");
  }
  note_engine_of_target(move, "postgresql");
  let_use_server(move, target);
  report.content = content_now(*target);
  return report;
}

// ---- to the file

// What the file of the folder may be: none, one that the data were moved away from, or one of a
// move of these data that was not finished.
void check_may_be_replaced(const Move& move, Database& source) {
  if (!core::is_there(move.file)) return;
  const auto there = accepted(store::open_sqlite_to_look(move.file.string()));
  const bool is_old = !store::read_fact(*there, store::facts::kMovedTo).empty();
  const bool is_unfinished =
      !store::read_fact(*there, store::facts::kArriving).empty() &&
      store::prints_in(store::read_facts(*there)) == store::prints_in(store::read_facts(source));
  if (is_old || is_unfinished) return;
  throw Refused(core::FailureCode::conflict,
                move.file.string() +
                    " holds data of its own, which were not moved to the server: put it into "
                    "another folder");
}

void finish_file(const Move& move, const fs::path& staged, store::VerifyOptions verify) {
  {
    const auto copy = accepted(store::open_sqlite({.path = staged.string()}));
    run(*copy, store::dialect::kBeginWriting);
    store::destroy_listed(*copy, verify.destroyed, move.now);
    store::put_fact(*copy, store::facts::kArriving, move.id);
    run(*copy, "COMMIT");
    accepted(copy->erase_leftovers());
  }
  accepted(store::fold_into_one_file(staged.string()));
  check_whole(accepted(store::verify_database(staged, verify)), "the copy");
  core::stop_point("move: copy verified");
}

void check_room_to_move(const Move& move) {
  const std::uintmax_t size = accepted(store::bytes_at(move.options.server));
  const Disk disk = accepted(disk_of(move.options.data));
  accepted(
      check_space({.copy = size, .log = size}, move.options.data, disk, move.options.data, disk));
}

fs::path copy_to_file(const Move& move, Database& source) {
  store::VerifyOptions verify = move.verification();
  run(source, store::dialect::kBeginWriting);
  store::check_is_home(source);
  check_keys_fit(move, source, move.options.server.name);
  check_may_be_replaced(move, source);
  check_room_to_move(move);
  const store::VerifyReport before =
      accepted(store::verify_open(source, *move.options.server.checks, verify));
  check_whole(before, move.options.server.name);
  core::stop_point("move: source verified");
  const Stage stage(move.options.data);
  const fs::path staged = stage.folder() / kDatabase;
  accepted(store::copy_to_sqlite_file(source, staged));
  core::stop_point("move: copied");
  verify.heads = before.heads;
  finish_file(move, staged, verify);
  fs::path aside = accepted(swap_database(staged, move.options.data, move.now));
  core::stop_point("move: arrived");
  return aside;
}

bool ends_in_file(const Move& move, Database& source) {
  if (!core::is_there(move.file) || !has_tables(source)) return false;
  const auto there = accepted(store::open_sqlite_to_look(move.file.string()));
  return is_second_half(store::read_fact(source, store::facts::kMovedTo),
                        store::read_fact(*there, store::facts::kArriving));
}

MoveReport moved_to_file(const Move& move) {
  accepted(core::make_folders(move.options.data, 0700));
  const store::DataLock lock = accepted(store::DataLock::alone(move.options.data));
  auto source = accepted(move.options.server.open(store::Access::write));
  if (!has_tables(*source))
    throw Refused(core::FailureCode::not_found, move.options.server.name + " holds no data");
  accepted(store::migrate(*source));
  MoveReport report;
  report.was_there = ends_in_file(move, *source);
  if (!report.was_there) {
    report.aside = copy_to_file(move, *source);
    put_mark(*source, "sqlite", move);
    accepted(store::commit_surely(source, move.options.server.open));
    core::stop_point("move: source marked");
  }
  note_engine_of_target(move, "sqlite");
  const auto target = accepted(store::open_sqlite({.path = move.file.string()}));
  store::forget_fact(*target, store::facts::kArriving);
  core::stop_point("move: done");
  report.content = content_now(*target);
  return report;
}

core::Result<MoveReport> moved(const MoveOptions& options, core::Clock& clock,
                               MoveReport (*way)(const Move&)) {
  const auto work = [&] { return way(Move{.options = options, .now = clock.now()}); };
  return core::result_of(work);
}

}  // namespace

core::Result<MoveReport> move_to_server(const MoveOptions& options, core::Clock& clock) {
  return moved(options, clock, moved_to_server);
}

core::Result<MoveReport> move_to_file(const MoveOptions& options, core::Clock& clock) {
  return moved(options, clock, moved_to_file);
}

}  // namespace handler::backup
