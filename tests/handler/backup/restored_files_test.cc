// Files of a restored backup: those that were destroyed or taken back since do not come back.
#include "handler/backup/restore.h"
#include "handler/store/destroyed_list.h"
#include "tests/handler/backup/town.h"
#include "tests/handler/store/photo.h"

namespace handler::backup::testing {
namespace {

using core::FailureCode;

// Case 1 with a photo, its part 3.
void send_photo(Town& town, store::Store& store) {
  town.report(store, "a");
  ASSERT_TRUE(store.append("demo", 1, 1, {test::with_photo()}, test::fold_simply));
}

TEST(Restore, BringsFilesBackButForThoseThatWereDestroyedSince) {
  Town town;
  fs::path backup;
  {
    const auto store = town.open();
    send_photo(town, *store);
    town.report(*store, "b");
    ASSERT_TRUE(store->append("demo", 2, 3, {test::with_photo()}, test::fold_simply));
    backup = town.back_up(*store).folder;
  }
  ASSERT_TRUE(store::append_destroyed(town.data, {{"demo", 1, 3}}));
  EXPECT_EQ(town.restore_from(backup).value().destroyed, 1);
  const auto store = town.open();
  EXPECT_EQ(store->file_chunk({"demo", 1, 3}, 0).failure().code, FailureCode::not_found);
  EXPECT_TRUE(store->file_chunk({"demo", 2, 6}, 1));
  EXPECT_EQ(store->file_bytes("demo").value(), 65537);
}

// The server ended between the commit of a withdrawal and its line in the list.
TEST(Restore, DestroysAgainWhatTheOldDatabaseNotesAsTakenBack) {
  Town town;
  fs::path backup;
  {
    const auto store = town.open();
    send_photo(town, *store);
    backup = town.back_up(*store).folder;
    const store::NewEvent event = test::event("file_withdrawn");
    ASSERT_TRUE(store->take_back("demo", {1, 2, {event}, test::fold_simply}, {3}));
  }
  EXPECT_EQ(town.restore_from(backup).value().destroyed, 1);
  EXPECT_EQ(town.open()->file_chunk({"demo", 1, 3}, 0).failure().code, FailureCode::not_found);
}

}  // namespace
}  // namespace handler::backup::testing
