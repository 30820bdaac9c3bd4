// Verification of parts that a restore has destroyed again, without an event.
#include <fstream>

#include "handler/store/sqlite/sqlite_database.h"
#include "handler/store/verification.h"
#include "tests/handler/store/lived_data.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::verify_database;
using test::DamagedData;
using test::LivedData;

void list_beside(const DamagedData& data, const std::vector<handler::store::DestroyedPart>& parts) {
  ASSERT_TRUE(handler::store::append_destroyed(data.file().parent_path(), parts));
}

TEST(Verification, AcceptsDestroyedPartsThatTheListBesideTheFileNames) {
  const DamagedData data;
  data.edit("UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE part_id = 1");
  const std::string complaint = "text 1 was destroyed, and no event says so";
  EXPECT_NE(data.said().find(complaint), std::string::npos) << data.said();
  list_beside(data, {{"demo", 1, 2}, {"demo", 2, 1}});
  EXPECT_NE(data.said().find(complaint), std::string::npos) << data.said();
  list_beside(data, {{"demo", 1, 1}});
  EXPECT_EQ(data.said(), "");
}

TEST(Verification, AcceptsDestroyedPartsThatItIsTold) {
  const DamagedData data;
  data.edit("UPDATE parts SET body = '', salt = '', destroyed = 1 WHERE part_id = 1");
  handler::store::VerifyOptions options = LivedData::get().options();
  EXPECT_FALSE(verify_database(data.file(), options)->ok());
  options.destroyed = {{"demo", 1, 1}};
  EXPECT_TRUE(verify_database(data.file(), options)->ok());
}

// What the files of a site count follows from those that are left.
TEST(Verification, FindsNothingWhereAFileWasDestroyedAgain) {
  const DamagedData data;
  const auto raw = handler::store::open_sqlite({data.file().string(), 1000, false}).value();
  const handler::store::Row photo =
      raw->run("SELECT site, case_id, part_id FROM parts WHERE field = 'file1'").value().at(0);
  const std::vector<handler::store::DestroyedPart> gone = {
      {photo.text(0), photo.number(1), photo.number(2)}};
  {
    test::FakeClock clock;
    const auto store =
        handler::store::open_store({.path = data.file().string(), .readers = 1}, clock).value();
    ASSERT_EQ(store->file_bytes("demo").value(), 65537);
    ASSERT_EQ(store->destroy_again(gone).value(), 1);
    EXPECT_EQ(store->file_bytes("demo").value(), 0);
  }
  list_beside(data, gone);
  EXPECT_EQ(data.said(), "");
  data.edit("UPDATE cases SET file_bytes = 65537 WHERE case_id = " +
            std::to_string(photo.number(1)));
  EXPECT_NE(data.said().find("file_bytes is 65537, its events say 0"), std::string::npos)
      << data.said();
}

TEST(Verification, NeverAcceptsAListedTextThatIsEmptyAndNotMarked) {
  const DamagedData data;
  data.edit("UPDATE parts SET body = '', salt = '' WHERE part_id = 1");
  list_beside(data, {{"demo", 1, 1}});
  EXPECT_NE(data.said().find("a text it refers to was changed"), std::string::npos) << data.said();
}

TEST(Verification, AcceptsNumbersThatARestorePassedOver) {
  const DamagedData data;
  data.edit("UPDATE sqlite_sequence SET seq = 99 WHERE name IN ('cases', 'parts')");
  list_beside(data, {{"demo", 98, 99}});
  EXPECT_NE(data.said().find("table cases: its newest row was number 99"), std::string::npos);
  EXPECT_EQ(data.said().find("table parts"), std::string::npos);
  list_beside(data, {{"demo", 99, 99}});
  EXPECT_EQ(data.said(), "");
}

TEST(Verification, FindsAListThatIsDamaged) {
  const DamagedData data;
  std::ofstream(data.file().parent_path() / "destroyed.list") << "nonsense\nmore\n";
  const auto report = data.verify().value();
  ASSERT_EQ(report.findings.size(), 1U) << data.said();
  EXPECT_EQ(report.findings[0].kind, handler::store::FindingKind::listed);
  EXPECT_FALSE(report.can_be_repaired);
  EXPECT_NE(data.said().find("a restore may bring back what was destroyed"), std::string::npos);
}

}  // namespace
