// Whatever happens during a move, its source is good or its target is whole, and no program goes on
// with the other one. The server is a second file here: which engine it has does not matter to a
// move.
#include "handler/backup/move.h"

#include <csignal>

#include "handler/store/data_lock.h"
#include "handler/store/database/moved.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/made_sign.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "tests/handler/backup/town.h"
#include "tests/support/other_process.h"

namespace handler::backup::testing {
namespace {

using core::FailureCode;

store::Server server_in(const fs::path& file) {
  return {[file](store::Access access) {
            return store::open_sqlite({file.string(), 100, access == store::Access::read});
          },
          &store::sqlite_checks(), "the server"};
}

struct Mover {
  Town town;
  fs::path server = town.folder.path() / "server.sqlite";

  MoveOptions options() const { return {.data = town.data, .server = server_in(server)}; }
  core::Result<MoveReport> to_server() { return move_to_server(options(), town.clock); }
  core::Result<MoveReport> to_file() { return move_to_file(options(), town.clock); }
  void report(const std::string& name) { town.report(*town.open(), name); }
  // The number of cases that a program sees there; what it says if it refuses.
  std::string at_server() { return seen(server); }
  std::string at_file() { return seen(town.data / kDatabase); }
  std::string seen(const fs::path& file) {
    store::StoreOptions wanted;
    wanted.path = file.string();
    wanted.readers = 1;
    if (!fs::exists(file)) return "nothing";
    const auto opened = store::open_store(wanted, town.clock);
    if (!opened) return opened.failure().message;
    if (!opened.value()->check_health()) return "cannot be written";
    const auto raw = store::open_sqlite_to_look(file.string()).value();
    return std::to_string(test::number_of(*raw, "SELECT COUNT(*) FROM cases"));
  }
};

constexpr const char* kMovedAway =
    "the data were moved from this database to PostgreSQL on 2026-04-03T10:00:00.000+08:00: set "
    "database = postgresql in bancheng.conf; handler copy brings them back";

TEST(Move, TakesAllToTheServerAndRefusesTheFileAfterwards) {
  Mover mover;
  mover.report("a");
  mover.report("b");
  const auto moved = mover.to_server();
  ASSERT_TRUE(moved) << moved.failure().message;
  EXPECT_EQ(moved->content.counts.at("cases"), 2);
  EXPECT_EQ(mover.at_server(), "2");
  EXPECT_EQ(mover.at_file(), kMovedAway);
}

TEST(Move, ComesBackWithWhatHappenedMeanwhile) {
  Mover mover;
  mover.report("a");
  ASSERT_TRUE(mover.to_server());
  {
    store::StoreOptions wanted;
    wanted.path = mover.server.string();
    const auto opened = store::open_store(wanted, mover.town.clock).value();
    mover.town.report(*opened, "b");
  }
  const auto moved = mover.to_file();
  ASSERT_TRUE(moved) << moved.failure().message;
  EXPECT_EQ(mover.at_file(), "2");
  EXPECT_NE(mover.at_server().find("moved from this database to SQLite"), std::string::npos);
  EXPECT_TRUE(fs::exists(moved->aside / kDatabase)) << "the file from before is kept";
  EXPECT_EQ(mode_of(mover.town.data / kDatabase), 0600U);
  EXPECT_EQ(mover.to_server().failure().message,
            "the database that the data are to be moved to still holds what was moved to "
            "SQLite on 2026-04-03T10:00:00.000+08:00: drop it and make an empty one");
}

TEST(Move, LeavesTablesOfOthersAlone) {
  Mover mover;
  mover.report("a");
  const auto foreign = store::open_sqlite({mover.server.string(), 100, false}).value();
  ASSERT_TRUE(foreign->run_script("CREATE TABLE notes (text TEXT)"));
  EXPECT_EQ(mover.to_server().failure().code, FailureCode::conflict);
  EXPECT_EQ(foreign->tables().value(), std::vector<std::string>{"notes"});
  EXPECT_EQ(mover.at_file(), "1");
}

// The server is lost, and no backup was made of it.
TEST(Move, IsUndoneByRestoringTheFileThatStayed) {
  Mover mover;
  mover.report("a");
  ASSERT_TRUE(mover.to_server());
  fs::remove(mover.server);
  ASSERT_TRUE(mover.town.restore_from(mover.town.data / kDatabase));
  EXPECT_EQ(mover.at_file(), "1");
}

TEST(Move, OfWhatWasMovedAlreadyIsRefused) {
  Mover mover;
  mover.report("a");
  ASSERT_TRUE(mover.to_server());
  fs::remove(mover.server);
  EXPECT_EQ(mover.to_server().failure().code, FailureCode::misconfigured);
  const auto made = store::open_sqlite({mover.server.string(), 100, false}).value();
  EXPECT_TRUE(made->tables()->empty()) << "nothing was copied";
}

TEST(Move, ReplacesNoOtherData) {
  Mover mover;
  Mover other;
  mover.report("a");
  other.report("of another town");
  other.server = mover.server;
  ASSERT_TRUE(mover.to_server());
  EXPECT_EQ(other.to_server().failure().code, FailureCode::conflict);
  EXPECT_EQ(other.to_file().failure().code, FailureCode::misconfigured) << "keys of others";
  EXPECT_EQ(mover.at_server(), "1");
  EXPECT_EQ(other.at_file(), "1");
}

TEST(Move, WaitsUntilNoProgramUsesTheData) {
  Mover mover;
  mover.report("a");
  const store::DataLock server = store::DataLock::share(mover.town.data).value();
  EXPECT_EQ(mover.to_server().failure().code, FailureCode::busy);
  EXPECT_EQ(mover.to_file().failure().code, FailureCode::busy);
}

// A handler on another machine, which the lock of the folder does not stop.
TEST(Move, StopsTheWritesOfAProgramThatHasTheServerOpen) {
  Mover mover;
  mover.report("a");
  ASSERT_TRUE(mover.to_server());
  store::StoreOptions wanted;
  wanted.path = mover.server.string();
  wanted.is_apart = true;
  const auto elsewhere = store::open_store(wanted, mover.town.clock).value();
  ASSERT_TRUE(elsewhere->check_health());
  ASSERT_TRUE(mover.to_file());
  EXPECT_EQ(elsewhere->add_report(test::report("late")).failure().code, FailureCode::misconfigured);
}

TEST(Move, MovesNothingThatDoesNotFitWhatWasRecorded) {
  Mover mover;
  mover.report("a");
  {
    const auto raw =
        store::open_sqlite({(mover.town.data / kDatabase).string(), 100, false}).value();
    ASSERT_TRUE(raw->run("UPDATE parts SET body = 'other' WHERE part_id = 2"));
  }
  const auto refused = mover.to_server();
  EXPECT_EQ(refused.failure().code, FailureCode::corrupt);
  EXPECT_NE(refused.failure().message.find("nothing was moved"), std::string::npos);
  EXPECT_EQ(mover.at_file(), "1");
}

TEST(Move, DestroysListedPartsAgain) {
  Mover mover;
  mover.report("a");
  ASSERT_TRUE(store::append_destroyed(mover.town.data, {{"demo", 1, 2}}));
  ASSERT_TRUE(mover.to_server());
  const auto raw = store::open_sqlite_to_look(mover.server.string()).value();
  EXPECT_EQ(test::number_of(*raw, "SELECT destroyed FROM parts WHERE part_id = 2"), 1);
}

int move_once(const tests::Words& arguments) {
  test::FakeClock clock;
  const MoveOptions options = {.data = arguments.at(1), .server = server_in(arguments.at(2))};
  const auto way = arguments.at(0) == "to server" ? move_to_server : move_to_file;
  return way(options, clock) ? 0 : 1;
}

const tests::Part kMove("move", move_once);

void kill_at(const Mover& mover, const std::string& way, const std::string& step) {
  const tests::Ending ending = kMove
                                   .start({way, mover.town.data.string(), mover.server.string()},
                                          {"BANCHENG_STOP_AT=" + step})
                                   .end();
  EXPECT_EQ(ending.signal, SIGKILL) << "never came to: " << step;
}

constexpr const char* kNotFinished =
    "a move of the data into this database was not finished: run the same handler copy again, and "
    "use the database afterwards";

TEST(Move, KilledBeforeTheCopyIsThereLeavesTheFileAsItWas) {
  for (const std::string step : {"move: source verified", "copy: tables made", "copy: rows there",
                                 "move: copied", "move: copy verified"}) {
    Mover mover;
    mover.report("a");
    kill_at(mover, "to server", step);
    EXPECT_EQ(mover.at_file(), "1") << step;
    mover.report("b");
    const auto moved = mover.to_server();
    ASSERT_TRUE(moved) << step << ": " << moved.failure().message;
    EXPECT_EQ(mover.at_server(), "2") << step;
  }
}

TEST(Move, KilledBeforeTheFileIsMarkedGoesOnWithTheFile) {
  Mover mover;
  mover.report("a");
  kill_at(mover, "to server", "move: arrived");
  EXPECT_EQ(mover.at_server(), kNotFinished);
  EXPECT_EQ(mover.at_file(), "1");
  mover.report("b");
  const auto moved = mover.to_server();
  ASSERT_TRUE(moved) << moved.failure().message;
  EXPECT_FALSE(moved->was_there);
  EXPECT_EQ(mover.at_server(), "2") << "the copy was made anew";
}

TEST(Move, KilledAfterTheFileIsMarkedIsEndedByTheNextOne) {
  for (const auto& [step, at_server] : {std::pair{"move: source marked", kNotFinished},
                                        {"move: noted", kNotFinished},
                                        {"move: done", "1"}}) {
    Mover mover;
    mover.report("a");
    ASSERT_TRUE(store::note_made(mover.town.data, "sqlite"));
    kill_at(mover, "to server", step);
    EXPECT_EQ(mover.at_file(), kMovedAway) << step;
    EXPECT_EQ(mover.at_server(), at_server) << step;
    if (at_server != std::string("1")) {
      EXPECT_TRUE(mover.to_server().value().was_there) << step;
    }
    EXPECT_EQ(mover.at_server(), "1") << step;
    EXPECT_TRUE(store::check_engine(mover.town.data, "postgresql")) << step;
  }
}

// As on a full disk.
TEST(Move, ThatCannotSayWhereTheDataAreIsEndedByTheNextOne) {
  Mover mover;
  mover.report("a");
  fs::create_directory(store::made_sign_of(mover.town.data));
  EXPECT_FALSE(mover.to_server());
  EXPECT_EQ(mover.at_server(), kNotFinished);
  fs::remove(store::made_sign_of(mover.town.data));
  EXPECT_TRUE(mover.to_server().value().was_there);
  EXPECT_EQ(mover.at_server(), "1");
  EXPECT_TRUE(store::check_engine(mover.town.data, "postgresql"));
}

TEST(Move, KilledOnTheWayBackLeavesTheServerOrTheWholeFile) {
  for (const std::string step :
       {"move: source verified", "copy: rows there", "move: copied", "move: copy verified",
        "restore: folded", "restore: kept", "restore: log gone", "restore: swapped",
        "move: arrived", "move: source marked", "move: noted"}) {
    Mover mover;
    mover.report("a");
    ASSERT_TRUE(mover.to_server());
    kill_at(mover, "to file", step);
    const bool is_marked = step == "move: source marked" || step == "move: noted";
    if (is_marked) {
      EXPECT_EQ(mover.at_file(), kNotFinished);
    } else {
      EXPECT_EQ(mover.at_server(), "1") << step;
      const std::string file = mover.at_file();
      EXPECT_TRUE(file == kMovedAway || file == kNotFinished) << step << ": " << file;
    }
    const auto moved = mover.to_file();
    ASSERT_TRUE(moved) << step << ": " << moved.failure().message;
    EXPECT_EQ(moved->was_there, is_marked) << step;
    EXPECT_EQ(mover.at_file(), "1") << step;
    EXPECT_TRUE(store::check_engine(mover.town.data, "sqlite")) << step;
  }
}

}  // namespace
}  // namespace handler::backup::testing
