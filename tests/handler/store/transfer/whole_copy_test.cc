// A whole copy has every row, every number and every word, and says where it would not.
#include "handler/store/transfer/whole_copy.h"

#include <sys/stat.h>

#include "handler/store/cases/destroyed_again.h"
#include "handler/store/cases/search_words.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/schema.h"
#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/sqlite/sqlite_look.h"
#include "handler/store/transfer/table_copy.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace fs = std::filesystem;
namespace store = handler::store;
using core::FailureCode;
using store::Database;
using test::DamagedData;
using test::LivedData;
using test::number_of;

struct Copied {
  tests::TemporaryFolder folder;
  fs::path file = folder / "copy.sqlite";

  core::Status from(const fs::path& source) {
    const auto opened = store::open_sqlite({source.string(), 1000, false}).value();
    EXPECT_TRUE(opened->run("BEGIN"));
    return store::copy_to_sqlite_file(*opened, file);
  }
  std::unique_ptr<Database> open() const {
    return store::open_sqlite_to_look(file.string()).value();
  }
};

std::int64_t count_with_words(Database& database, const std::string& words) {
  return database
      .run("SELECT COUNT(*) FROM case_words AS w WHERE " + store::dialect::holds_words("$1"),
           {store::match_for(words)})
      .value()
      .front()
      .number(0);
}

TEST(WholeCopy, HoldsEveryRowOfEachTableAndVerifies) {
  Copied copy;
  const core::Status done = copy.from(LivedData::get().file());
  ASSERT_TRUE(done) << done.failure().message;
  const auto old = store::open_sqlite_to_look(LivedData::get().file().string()).value();
  const store::TableSums sums = store::sums_of(*old);
  EXPECT_EQ(store::difference(sums, store::sums_of(*copy.open())), "");
  for (const char* table : {"cases", "events", "parts", "file_chunks", "users", "grants", "facts",
                            "publications", "draft_files", "sessions", "counters", "case_traces"})
    EXPECT_GT(sums.at(table).rows, 0) << table;
  store::VerifyOptions options = LivedData::get().options();
  options.heads = store::verify_database(LivedData::get().file(), options).value().heads;
  EXPECT_EQ(store::report_as_text(store::verify_database(copy.file, options).value()), "");
}

TEST(WholeCopy, IsOneFileForItsOwnerAlone) {
  Copied copy;
  ASSERT_TRUE(copy.from(LivedData::get().file()));
  struct stat status {};
  ASSERT_EQ(::stat(copy.file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_FALSE(fs::exists(copy.file.string() + "-wal"));
  EXPECT_EQ(copy.from(LivedData::get().file()).failure().code, FailureCode::conflict);
}

TEST(WholeCopy, FindsTheSameWords) {
  Copied copy;
  ASSERT_TRUE(copy.from(LivedData::get().file()));
  const auto old = store::open_sqlite_to_look(LivedData::get().file().string()).value();
  EXPECT_GT(count_with_words(*old, "办好"), 0);
  EXPECT_EQ(count_with_words(*copy.open(), "办好"), count_with_words(*old, "办好"));
}

TEST(WholeCopy, NumbersOnBeyondWhatARestoreHasPassedOver) {
  const DamagedData data;
  data.edit(
      "INSERT INTO facts VALUES ('passed_over', '70 900');"
      "UPDATE sqlite_sequence SET seq = 70 WHERE name = 'cases';"
      "UPDATE sqlite_sequence SET seq = 900 WHERE name = 'parts'");
  Copied copy;
  ASSERT_TRUE(copy.from(data.file()));
  const auto made = copy.open();
  const auto next = [&](Database& database, const std::string& table) {
    return database.run("SELECT seq FROM sqlite_sequence WHERE name = $1", {table})
        .value()
        .front()
        .number(0);
  };
  EXPECT_EQ(next(*made, "cases"), 70);
  EXPECT_EQ(next(*made, "parts"), 900);
  const auto old = store::open_sqlite_to_look(data.file().string()).value();
  for (const char* table : {"users", "staff_changes", "names", "filed", "presences", "publications",
                            "publication_steps"})
    EXPECT_EQ(next(*made, table), next(*old, table)) << table;
}

TEST(WholeCopy, RefusesATableThatIsNotOurs) {
  const DamagedData data;
  data.edit("CREATE TABLE notes (text TEXT)");
  Copied copy;
  const core::Status done = copy.from(data.file());
  EXPECT_EQ(done.failure().code, FailureCode::corrupt);
  EXPECT_NE(done.failure().message.find("the table notes"), std::string::npos);
  EXPECT_FALSE(fs::exists(copy.file));
}

TEST(WholeCopy, NamesTheTableOfARowThatTheOtherSideRefuses) {
  const DamagedData data;
  data.edit("INSERT INTO sessions VALUES ('x', 999, 'demo', '', '')");
  Copied copy;
  const core::Status done = copy.from(data.file());
  EXPECT_EQ(done.failure().code, FailureCode::conflict);
  EXPECT_EQ(done.failure().message.find("table sessions: "), 0U) << done.failure().message;
}

TEST(WholeCopy, RefusesATargetThatIsNotEmptyAndASourceOfAnOlderProgram) {
  test::StoreFixture room;
  { (void)room.open(); }
  const auto source = room.raw();
  const tests::TemporaryFolder folder;
  const auto old = store::open_sqlite({(folder / "old.sqlite").string(), 100, false}).value();
  ASSERT_TRUE(store::migrate_up_to(*old, 5));
  const auto code_of = [](Database& from, Database& to) {
    const auto work = [&] { store::copy_whole(from, to); };
    return core::result_of(work).failure().code;
  };
  EXPECT_EQ(code_of(*source, *old), FailureCode::conflict);
  const auto empty = store::open_sqlite_in_memory().value();
  EXPECT_EQ(code_of(*old, *empty), FailureCode::misconfigured);
}

TEST(TableSums, TellRowsApartThatLookAlikeAndKnowNoOrder) {
  const auto one = store::open_sqlite_in_memory().value();
  const auto other = store::open_sqlite_in_memory().value();
  for (Database* database : {one.get(), other.get()})
    ASSERT_TRUE(store::migrate_up_to(*database, store::schema_version()));
  ASSERT_TRUE(one->run_script("INSERT INTO facts VALUES ('a', 'bc'), ('x', '1')"));
  ASSERT_TRUE(other->run_script("INSERT INTO facts VALUES ('x', '1'), ('a', 'bc')"));
  EXPECT_EQ(store::difference(store::sums_of(*one), store::sums_of(*other)), "");
  ASSERT_TRUE(other->run("UPDATE facts SET name = 'ab', value = 'c' WHERE name = 'a'"));
  EXPECT_EQ(store::difference(store::sums_of(*one), store::sums_of(*other)),
            "a row of the table facts differs in the copy");
  ASSERT_TRUE(other->run("DELETE FROM facts WHERE name = 'ab'"));
  EXPECT_EQ(store::difference(store::sums_of(*one), store::sums_of(*other)),
            "the table facts has 2 rows, and its copy 1");
}

}  // namespace
