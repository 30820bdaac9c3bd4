// Moves, backups and restores with a real PostgreSQL: killed at any step, the source is good or the
// target is whole.
#include <csignal>

#include "handler/backup/move.h"
#include "handler/store/open_database.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "tests/handler/backup/town.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/postgres_server.h"
#include "tests/support/other_process.h"

namespace handler::backup::testing {
namespace {

using core::FailureCode;

struct Resident {
  Town town;
  test::PostgresRoom room;

  explicit Resident() { town.report(*town.open(), "a"); }
  store::Server server() const { return store::server_of(room.service_file()); }
  MoveOptions options() const { return {.data = town.data, .server = server()}; }
  // As the handler opens the data in PostgreSQL; nullptr with the message in `said`.
  std::unique_ptr<store::Store> open() {
    store::StoreOptions wanted;
    wanted.path = (town.data / kDatabase).string();
    wanted.service_file = room.service_file();
    wanted.is_apart = true;
    wanted.readers = 1;
    auto opened = store::open_store(wanted, town.clock);
    said = opened ? "" : opened.failure().message;
    return opened ? std::move(*opened) : nullptr;
  }
  std::int64_t cases_there() {
    const auto store = open();
    if (!store || !store->check_health()) return -1;
    return test::number_of(*room.session(), "SELECT COUNT(*) FROM cases");
  }
  // The number of cases in the file; -1 if a program refuses it.
  std::int64_t cases_here() {
    store::StoreOptions wanted;
    wanted.path = (town.data / kDatabase).string();
    wanted.readers = 1;
    if (!store::open_store(wanted, town.clock)) return -1;
    return town.cases();
  }

  std::string said;
};

TEST(PostgresMove, GoesThereAndBackWithWhatHappenedMeanwhile) {
  Resident resident;
  const auto there = move_to_server(resident.options(), resident.town.clock);
  ASSERT_TRUE(there) << there.failure().message;
  EXPECT_EQ(resident.cases_here(), -1);
  resident.town.report(*resident.open(), "b");
  EXPECT_EQ(resident.cases_there(), 2);
  const auto back = move_to_file(resident.options(), resident.town.clock);
  ASSERT_TRUE(back) << back.failure().message;
  EXPECT_EQ(resident.cases_there(), -1);
  EXPECT_NE(resident.said.find("were moved from this database to SQLite"), std::string::npos)
      << resident.said;
  EXPECT_EQ(resident.cases_here(), 2);
  resident.town.report(*resident.town.open(), "c");
  EXPECT_EQ(resident.cases_here(), 3) << "numbers go on";
}

TEST(PostgresMove, StopsTheWritesOfAHandlerOnAnotherMachine) {
  Resident resident;
  ASSERT_TRUE(move_to_server(resident.options(), resident.town.clock));
  const auto elsewhere = resident.open();
  ASSERT_TRUE(elsewhere->check_health());
  ASSERT_TRUE(move_to_file(resident.options(), resident.town.clock));
  EXPECT_EQ(elsewhere->add_report(test::report("late")).failure().code, FailureCode::misconfigured);
}

// ---- backups

TEST(PostgresBackup, IsAFileLikeAnyOtherAndIsRestoredIntoAnEmptyDatabase) {
  Resident resident;
  ASSERT_TRUE(move_to_server(resident.options(), resident.town.clock));
  const auto store = resident.open();
  resident.town.report(*store, "b");
  const BackupOptions options = {
      .data = resident.town.data, .place = resident.town.place, .server = resident.server()};
  const auto made = make_backup(*store, options, resident.town.clock.now());
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->manifest.content.counts.at("cases"), 2);
  EXPECT_TRUE(made->report.ok()) << store::report_as_text(made->report);
  EXPECT_TRUE(store->fact(store::facts::kLastBackup)->has_value());
  RestoreOptions wanted = {.from = made->folder, .data = resident.town.data};
  wanted.server = resident.server();
  EXPECT_EQ(restore(wanted, resident.town.clock).failure().code, FailureCode::conflict);
  const test::PostgresRoom empty;
  wanted.server = store::server_of(empty.service_file());
  const auto restored = restore(wanted, resident.town.clock);
  ASSERT_TRUE(restored) << restored.failure().message;
  EXPECT_EQ(test::number_of(*empty.session(), "SELECT COUNT(*) FROM cases"), 2);
}

TEST(PostgresBackup, OfBeforeADestructionIsDestroyedAgain) {
  Resident resident;
  ASSERT_TRUE(move_to_server(resident.options(), resident.town.clock));
  fs::path backup;
  {
    const auto store = resident.open();
    backup =
        make_backup(
            *store,
            {.data = resident.town.data, .place = resident.town.place, .server = resident.server()},
            resident.town.clock.now())
            ->folder;
    ASSERT_TRUE(test::destroy_all(*store, "demo", 1));
  }
  const test::PostgresRoom empty;
  RestoreOptions wanted = {.from = backup, .data = resident.town.data};
  wanted.server = store::server_of(empty.service_file());
  const auto restored = restore(wanted, resident.town.clock);
  ASSERT_TRUE(restored) << restored.failure().message;
  EXPECT_EQ(restored->destroyed, 2);
  EXPECT_EQ(test::number_of(*empty.session(), "SELECT COUNT(*) FROM parts WHERE body <> ''"), 0);
}

// Each list has what either handler destroyed: a restore with one of them destroys all of it again.
TEST(PostgresBackup, IsDestroyedAgainByTheListOfEitherHandler) {
  Resident resident;
  ASSERT_TRUE(move_to_server(resident.options(), resident.town.clock));
  const Town other;
  fs::remove_all(other.data / "keys");
  fs::copy(resident.town.data / "keys", other.data / "keys", fs::copy_options::recursive);
  fs::path backup;
  {
    const auto here = resident.open();
    store::StoreOptions wanted;
    wanted.path = (other.data / kDatabase).string();
    wanted.service_file = resident.room.service_file();
    const auto there = store::open_store(wanted, resident.town.clock).value();
    resident.town.report(*here, "b");
    const BackupOptions options = {
        .data = resident.town.data, .place = resident.town.place, .server = resident.server()};
    backup = make_backup(*here, options, resident.town.clock.now())->folder;
    ASSERT_TRUE(test::destroy_all(*here, "demo", 1));
    ASSERT_TRUE(test::destroy_all(*there, "demo", 2));
    fs::remove(
        store::destroyed_list_of(resident.town.place));  // the disk of the backups is not there
    for (store::Store* one : {here.get(), there.get()}) ASSERT_TRUE(one->forget_destroyed());
  }
  fs::remove(store::destroyed_list_of(resident.town.place));
  for (const fs::path& data : {resident.town.data, other.data}) {
    const test::PostgresRoom empty;
    RestoreOptions wanted = {.from = backup, .data = data};
    wanted.server = store::server_of(empty.service_file());
    const auto restored = restore(wanted, resident.town.clock);
    ASSERT_TRUE(restored) << restored.failure().message;
    EXPECT_EQ(restored->destroyed, 4);
    EXPECT_EQ(test::number_of(*empty.session(), "SELECT COUNT(*) FROM parts WHERE body <> ''"), 0);
    fs::remove(store::destroyed_list_of(resident.town.place));
  }
}

// ---- killed

int do_once(const tests::Words& arguments) {
  test::FakeClock clock;
  const std::string& what = arguments.at(0);
  const store::Server server = store::server_of(arguments.at(2));
  if (what == "restore") {
    RestoreOptions wanted = {.from = arguments.at(3), .data = arguments.at(1)};
    wanted.server = server;
    return restore(wanted, clock) ? 0 : 1;
  }
  const MoveOptions options = {.data = arguments.at(1), .server = server};
  return (what == "there" ? move_to_server : move_to_file)(options, clock) ? 0 : 1;
}

const tests::Part kOnce("postgres move", do_once);

void kill_server_move_at(const std::string& step, const tests::Words& arguments) {
  const tests::Ending ending = kOnce.start(arguments, {"BANCHENG_STOP_AT=" + step}).end();
  EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
}

TEST(PostgresMove, KilledAtAnyStepOnTheWayThere) {
  for (const std::string step :
       {"move: source verified", "copy: tables made", "copy: rows there", "move: copied",
        "move: copy verified", "move: arrived", "move: source marked"}) {
    Resident resident;
    kill_server_move_at(step, {"there", resident.town.data.string(), resident.room.service_file()});
    const bool is_marked = step == "move: source marked";
    EXPECT_EQ(resident.cases_here(), is_marked ? -1 : 1) << step;
    const bool has_arrived = is_marked || step == "move: arrived";
    EXPECT_EQ(resident.room.session()->tables()->empty(), !has_arrived) << step;
    if (has_arrived) {
      EXPECT_EQ(resident.cases_there(), -1) << step;
    }
    const auto moved = move_to_server(resident.options(), resident.town.clock);
    ASSERT_TRUE(moved) << step << ": " << moved.failure().message;
    EXPECT_EQ(moved->was_there, is_marked) << step;
    EXPECT_EQ(resident.cases_there(), 1) << step;
    EXPECT_EQ(resident.cases_here(), -1) << step;
  }
}

TEST(PostgresMove, KilledAtAnyStepOnTheWayBack) {
  for (const std::string step :
       {"move: source verified", "copy: rows there", "move: copied", "move: copy verified",
        "restore: swapped", "move: arrived", "move: source marked"}) {
    Resident resident;
    ASSERT_TRUE(move_to_server(resident.options(), resident.town.clock));
    kill_server_move_at(step, {"back", resident.town.data.string(), resident.room.service_file()});
    EXPECT_EQ(resident.cases_there(), step == "move: source marked" ? -1 : 1) << step;
    EXPECT_EQ(resident.cases_here(), -1) << step;
    const auto moved = move_to_file(resident.options(), resident.town.clock);
    ASSERT_TRUE(moved) << step << ": " << moved.failure().message;
    EXPECT_EQ(resident.cases_here(), 1) << step;
  }
}

TEST(PostgresRestore, KilledAtAnyStepLeavesAnEmptyDatabaseOrAWholeOne) {
  for (const std::string step :
       {"restore: verified", "copy: rows there", "restore: at the server", "restore: swapped"}) {
    Resident resident;
    const fs::path backup = resident.town.try_backup().value().folder;
    kill_server_move_at(step, {"restore", resident.town.data.string(), resident.room.service_file(),
                               backup.string()});
    const bool is_there = step == "restore: swapped";
    EXPECT_EQ(resident.room.session()->tables()->empty(), !is_there) << step;
    if (!is_there) {
      RestoreOptions wanted = {.from = backup, .data = resident.town.data};
      wanted.server = resident.server();
      ASSERT_TRUE(restore(wanted, resident.town.clock)) << step;
    }
    EXPECT_EQ(resident.cases_there(), 1) << step;
  }
}

}  // namespace
}  // namespace handler::backup::testing
