// Names are kept once each, and the last one of what is gone is found.
#include "handler/store/names.h"

#include "tests/handler/store/store_fixture.h"

namespace {

using handler::store::Named;
using handler::store::NamesOfVersion;
using test::moment;
using test::StoreFixture;

const core::Instant kDay = moment("2026-04-01T10:00:00");

NamesOfVersion version(std::vector<Named> names) {
  return {kDay, std::move(names)};
}

TEST(Names, AreUnknownBeforeAVersionWasMet) {
  StoreFixture room;
  const auto store = room.open();
  EXPECT_EQ(store->version_of_names("demo").value(), "");
  EXPECT_TRUE(store->former_names("demo").value().empty());
}

TEST(Names, OfWhatIsGoneAreTheLastOnes) {
  StoreFixture room;
  const auto store = room.open();
  ASSERT_TRUE(store->keep_names("demo", "", "c",
                                {version({{"unit", "tax", "税务局"}, {"unit", "fire", "消防队"}}),
                                 version({{"unit", "tax", "税务总局"}, {"unit", "fire", "消防队"}}),
                                 version({{"unit", "fire", "消防队"}})}));
  EXPECT_EQ(store->version_of_names("demo").value(), "c");
  EXPECT_EQ(store->former_names("demo").value(), (std::vector<Named>{{"unit", "tax", "税务总局"}}));
  EXPECT_TRUE(store->former_names("other").value().empty());
}

TEST(Names, ThatComeBackAreNotFormerAnyMore) {
  StoreFixture room;
  const auto store = room.open();
  const Named tax = {"unit", "tax", "税务局"};
  ASSERT_TRUE(store->keep_names("demo", "", "b", {version({tax}), version({})}));
  ASSERT_TRUE(store->keep_names("demo", "b", "c", {version({tax})}));
  EXPECT_TRUE(store->former_names("demo").value().empty());
}

TEST(Names, OfAWindowAndAUnitWithOneIdAreTwo) {
  StoreFixture room;
  const auto store = room.open();
  ASSERT_TRUE(store->keep_names("demo", "", "b",
                                {version({{"unit", "main", "一局"}, {"window", "main", "大厅"}}),
                                 version({{"unit", "main", "一局"}})}));
  EXPECT_EQ(store->former_names("demo").value(), (std::vector<Named>{{"window", "main", "大厅"}}));
}

TEST(Names, AreNotKeptTwiceByTwoProcesses) {
  StoreFixture room;
  const auto store = room.open();
  ASSERT_TRUE(store->keep_names("demo", "", "b", {version({{"unit", "tax", "税务局"}})}));
  ASSERT_TRUE(store->keep_names("demo", "", "b", {version({})}));  // has read "" before
  EXPECT_TRUE(store->former_names("demo").value().empty());
}

}  // namespace
