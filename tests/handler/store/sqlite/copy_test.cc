// Copies are whole and stand alone; a log that does not fit its database is named and never mixed
// in.
#include "handler/store/sqlite/sqlite_copy.h"

#include "handler/store/copy_check.h"
#include "tests/handler/store/store_fixture.h"

namespace {

namespace fs = std::filesystem;
using core::FailureCode;
using handler::store::check_copy;
using handler::store::copy_to_new_file;
using handler::store::fold_into_one_file;
using test::report;
using test::StoreFixture;

TEST(Copy, HoldsWhatStandsInTheLogToo) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  const std::string copy = room.path + ".copy";
  ASSERT_TRUE(copy_to_new_file(room.path, copy));
  EXPECT_EQ(check_copy(copy).value().content.counts.at("cases"), 1);
  EXPECT_FALSE(fs::exists(copy + "-wal"));
  EXPECT_FALSE(fs::exists(copy + "-shm"));
}

TEST(Copy, NeverOverwritesAFile) {
  StoreFixture room;
  room.open();
  const std::string copy = room.path + ".copy";
  std::ofstream(copy) << "another";
  EXPECT_EQ(copy_to_new_file(room.path, copy).failure().code, FailureCode::conflict);
  EXPECT_EQ(test::bytes_of(copy), "another");
}

TEST(Copy, OfWhatIsNoDatabaseIsRemoved) {
  StoreFixture room;
  std::ofstream(room.path) << std::string(8192, 'x');
  const std::string copy = room.path + ".copy";
  EXPECT_FALSE(copy_to_new_file(room.path, copy));
  EXPECT_FALSE(fs::exists(copy));
}

TEST(Copy, IsFoundDamaged) {
  StoreFixture room;
  {
    const auto store = room.open();
    for (int i = 0; i < 50; ++i) store->add_report(report("a" + std::to_string(i))).value();
  }
  const std::string copy = room.path + ".copy";
  ASSERT_TRUE(copy_to_new_file(room.path, copy));
  std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
  for (int page = 2; page < 12; ++page) {
    file.seekp(page * 4096);
    file << std::string(100, '\xff');
  }
  file.close();
  const auto checked = check_copy(copy);
  EXPECT_TRUE(!checked || !checked->report.can_be_repaired);
}

// A backup that was put over the larger database of a killed server: the log names pages that the
// file does not have.
TEST(Copy, PutOverADatabaseByHandIsNotMixedWithTheOldLog) {
  StoreFixture room;
  { room.open()->add_report(report("a")).value(); }
  StoreFixture old;
  {
    const auto store = old.open();
    for (int i = 0; i < 100; ++i) store->add_report(report("old" + std::to_string(i))).value();
  }
  const auto store = old.open();
  store->add_report(report("late")).value();
  fs::copy_file(old.path + "-wal", room.path + "-wal");
  const std::string before = test::bytes_of(room.path + "-wal");
  EXPECT_EQ(fold_into_one_file(room.path).failure().code, FailureCode::corrupt);
  EXPECT_EQ(test::bytes_of(room.path + "-wal"), before);
}

TEST(Copy, ThatIsDamagedBesideALogNamesTheLog) {
  StoreFixture room;
  { room.open(); }
  std::ofstream(room.path) << std::string(8192, 'x');
  std::ofstream(room.path + "-wal") << std::string(100, 'y');
  const std::string message = room.try_open().failure().message;
  EXPECT_NE(message.find(room.path + "-wal and " + room.path + "-shm are left over"),
            std::string::npos)
      << message;
}

TEST(Settling, BringsTheLogIntoTheFile) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  EXPECT_GT(fs::file_size(room.path + "-wal"), 0U);
  store->settle();
  EXPECT_EQ(fs::file_size(room.path + "-wal"), 0U);
  const std::string naive = room.path + ".naive";
  fs::copy_file(room.path, naive);
  ASSERT_TRUE(fold_into_one_file(naive));
  EXPECT_EQ(check_copy(naive).value().content.counts.at("cases"), 1);
}

TEST(Settling, WaitsForNoReader) {
  StoreFixture room;
  const auto store = room.open();
  store->add_report(report("a")).value();
  const auto reader = room.raw();
  ASSERT_TRUE(reader->run("BEGIN"));
  ASSERT_TRUE(reader->run("SELECT COUNT(*) FROM cases"));
  store->add_report(report("b")).value();
  store->settle();
  EXPECT_TRUE(store->add_report(report("c")));
}

}  // namespace
