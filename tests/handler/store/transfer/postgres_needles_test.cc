// What was destroyed is in no file of PostgreSQL's tables, nor in the statistics that it keeps of
// them. Its log keeps it until the log is gone: that is what archive-days is about.
#include <gtest/gtest.h>

#include <fstream>

#include "handler/store/open_database.h"
#include "handler/store/store.h"
#include "tests/handler/store/destroy_all.h"
#include "tests/handler/store/postgres_server.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace fs = std::filesystem;
namespace store = handler::store;

// Names of the files below `folder` that hold the text.
std::vector<std::string> files_with(const fs::path& folder, const std::string& needle) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (test::bytes_of(entry.path()).find(needle) != std::string::npos)
      names.push_back(fs::relative(entry.path(), folder).string());
  }
  return names;
}

store::NewReport report_with(const std::string& name, const std::string& text) {
  store::NewReport made = test::report(name);
  core::SystemRandomness randomness;
  made.submitted.parts = {store::make_part(randomness, "matter", text, "", false)};
  return made;
}

// A store on a server of its own.
struct Needles {
  explicit Needles(const tests::Words& settings) : server(settings), room(server) {
    EXPECT_TRUE(room.session()->run_script("CREATE ROLE window_role LOGIN; ALTER DATABASE " +
                                           room.name() + " OWNER TO window_role"));
    store::StoreOptions options;
    options.path = (folder / "bancheng.sqlite").string();
    options.service_file = service_file();
    options.readers = 1;
    options.busy_milliseconds = 100;
    opened = store::open_store(options, clock).value();
  }
  // Of a role that may look at no session of another one.
  std::string service_file() const {
    const fs::path file = folder / "window.conf";
    std::ofstream(file) << "[bancheng]\nhost=" << server.folder().string()
                        << "\nuser=window_role\ndbname=" << room.name() << "\n";
    fs::permissions(file, fs::perms{0600});
    return file.string();
  }
  std::vector<std::string> tables_with(const std::string& needle) const {
    EXPECT_TRUE(room.session()->run_script("CHECKPOINT"));
    return files_with(server.folder() / "data" / "base", needle);
  }
  std::optional<core::Instant> leftovers() const {
    return store::leftovers_since(
        opened->fact(store::facts::kLeftovers).value().value_or(std::string()));
  }

  test::PostgresServer server;
  test::PostgresRoom room;
  test::FakeClock clock;
  tests::TemporaryFolder folder;
  std::unique_ptr<store::Store> opened;
};

// What looks back keeps no lock on the tables, and our role may not look at it: only the server
// itself knows how far back it must keep rows.
struct LooksBack {
  const char* begin;
  const char* end;
};

class PostgresLookingBack : public testing::TestWithParam<LooksBack> {};

TEST_P(PostgresLookingBack, KeepsWhatWasDestroyedUntilItEnds) {
  Needles needles({"max_prepared_transactions = 2", "autovacuum = off"});
  const std::string needle = "shuibiaoguohu7391";
  ASSERT_TRUE(needles.opened->add_report(report_with("a", needle)));
  const auto other = needles.room.session();
  ASSERT_TRUE(other->run_script(GetParam().begin));
  const auto destroyed = test::destroy_all(*needles.opened, "demo", 1);
  ASSERT_FALSE(destroyed) << "it is not told as done";
  EXPECT_EQ(destroyed.failure().code, core::FailureCode::refused) << destroyed.failure().message;
  EXPECT_EQ(needles.leftovers(), needles.clock.now());
  EXPECT_NE(needles.tables_with(needle), std::vector<std::string>{});
  ASSERT_TRUE(other->run_script(GetParam().end));
  ASSERT_TRUE(needles.opened->forget_destroyed());
  EXPECT_EQ(needles.leftovers(), std::nullopt);
  EXPECT_EQ(needles.tables_with(needle), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, PostgresLookingBack,
    testing::Values(
        LooksBack{"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class",
                  "ROLLBACK"},
        LooksBack{"BEGIN; SELECT pg_current_xact_id()", "ROLLBACK"},
        LooksBack{"BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION 'left'",
                  "ROLLBACK PREPARED 'left'"}));

// It looks at no row, so it is not among those that look back: the tick tells it.
TEST(PostgresLockHolder, IsToldAsAFailure) {
  Needles needles({"autovacuum = off"});
  ASSERT_TRUE(needles.opened->add_report(report_with("a", "shuibiaoguohu7391")));
  const auto other = needles.room.session();
  ASSERT_TRUE(other->run_script("BEGIN; SELECT 1 FROM cases LIMIT 1"));
  const auto destroyed = test::destroy_all(*needles.opened, "demo", 1);
  ASSERT_FALSE(destroyed);
  EXPECT_EQ(destroyed.failure().code, core::FailureCode::busy) << destroyed.failure().message;
  EXPECT_EQ(needles.leftovers(), needles.clock.now());
  ASSERT_TRUE(other->run_script("ROLLBACK"));
  EXPECT_TRUE(needles.opened->forget_destroyed());
}

TEST(PostgresNeedles, AreGoneFromTheTablesAfterADestruction) {
  test::PostgresServer server({"wal_level = replica", "autovacuum = off"});
  const test::PostgresRoom room(server);
  test::FakeClock clock;
  tests::TemporaryFolder folder;
  store::StoreOptions options;
  options.path = (folder / "bancheng.sqlite").string();
  options.service_file = room.service_file();
  options.readers = 1;
  const auto opened = store::open_store(options, clock).value();
  const std::string needle = "shuibiaoguohu7391";
  const std::string kept = "shuibiaoguohu8642";
  ASSERT_TRUE(opened->add_report(report_with("a", needle)));
  for (int i = 0; i < 30; ++i)
    ASSERT_TRUE(opened->add_report(report_with("other " + std::to_string(i), kept)));
  // The server samples what stands in columns.
  ASSERT_TRUE(room.session()->run_script("ANALYZE"));
  const auto checkpoint = [&] { ASSERT_TRUE(room.session()->run_script("CHECKPOINT")); };
  checkpoint();
  const fs::path tables = server.folder() / "data" / "base";
  EXPECT_GE(files_with(tables, needle).size(), 2U) << "the text and the index of words";
  ASSERT_TRUE(test::destroy_all(*opened, "demo", 1));
  checkpoint();
  EXPECT_EQ(files_with(tables, needle), std::vector<std::string>{});
  EXPECT_NE(files_with(tables, kept), std::vector<std::string>{});
  EXPECT_NE(files_with(server.folder() / "data" / "pg_wal", needle), std::vector<std::string>{})
      << "the log has it still: what is archived of it must be deleted in time";
}

}  // namespace
