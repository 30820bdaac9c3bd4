// What is destroyed is known at the place of the backups at once, and nothing is taken out of the
// list there.
#include "handler/store/carried_list.h"

#include "handler/store/destroyed_list.h"
#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::append_destroyed;
using handler::store::carry_list_to_backups;
using handler::store::destroyed_list_of;
using handler::store::read_destroyed;

struct Room {
  test::StoreFixture room;
  std::filesystem::path data = room.folder.path();
  tests::TemporaryFolder place;
  std::unique_ptr<handler::store::Store> store = room.open();

  void back_up() {
    ASSERT_TRUE(store->set_fact(handler::store::facts::kBackupPlace, place.path().string()));
  }
  std::size_t carried() { return read_destroyed(destroyed_list_of(place.path())).value().size(); }
};

TEST(CarriedList, GoesWhereTheLastBackupWent) {
  Room room;
  ASSERT_TRUE(append_destroyed(room.data, {{"demo", 1, 1}}));
  ASSERT_TRUE(carry_list_to_backups(*room.store, room.data));
  EXPECT_EQ(room.carried(), 0U) << "there was no backup yet";
  room.back_up();
  ASSERT_TRUE(carry_list_to_backups(*room.store, room.data));
  EXPECT_EQ(room.carried(), 1U);
  ASSERT_TRUE(append_destroyed(room.data, {{"demo", 1, 2}}));
  ASSERT_TRUE(carry_list_to_backups(*room.store, room.data));
  EXPECT_EQ(room.carried(), 2U);
}

TEST(CarriedList, LosesNothingThatOnlyThePlaceKnows) {
  Room room;
  room.back_up();
  ASSERT_TRUE(append_destroyed(room.place.path(), {{"demo", 7, 9}}));
  ASSERT_TRUE(append_destroyed(room.data, {{"demo", 1, 1}}));
  ASSERT_TRUE(carry_list_to_backups(*room.store, room.data));
  EXPECT_EQ(room.carried(), 2U);
}

TEST(CarriedList, SaysThatThePlaceIsNotMounted) {
  Room room;
  ASSERT_TRUE(room.store->set_fact(handler::store::facts::kBackupPlace, "/no/such/place"));
  EXPECT_EQ(carry_list_to_backups(*room.store, room.data).failure().code,
            core::FailureCode::not_found);
}

}  // namespace
