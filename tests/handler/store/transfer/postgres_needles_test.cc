// What was destroyed is in no file of PostgreSQL's tables, nor in the statistics that it keeps of them. Its log keeps it
// until the log is gone: that is what archive-days is about.
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
