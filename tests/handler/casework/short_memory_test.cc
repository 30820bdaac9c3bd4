// What one process remembers: counts within windows, places that become free, and its bounds.
#include "handler/casework/short_memory.h"

#include <gtest/gtest.h>

#include "tests/support/fakes.h"

namespace handler::view {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(ShortMemory, CountsWithinAWindow) {
  tests::FixedClock clock;
  ShortMemory memory;
  EXPECT_EQ(memory.count_now({"a", 60}, clock.now()), 0);
  EXPECT_EQ(memory.count_up({"a", 60}, clock.now()), 1);
  EXPECT_EQ(memory.count_up({"a", 60}, clock.now()), 2);
  EXPECT_EQ(memory.count_now({"b", 60}, clock.now()), 0);
  clock.pass(seconds(60));
  EXPECT_EQ(memory.count_now({"a", 60}, clock.now()), 0);
  EXPECT_EQ(memory.count_up({"a", 60}, clock.now()), 1);
}

TEST(ShortMemory, GivesOutPlacesThatBecomeFreeByThemselves) {
  tests::FixedClock clock;
  ShortMemory memory([&] { return clock.now(); });
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(memory.take_place("a", 4, seconds(2))) << i;
  EXPECT_FALSE(memory.take_place("a", 4, seconds(2)));
  EXPECT_TRUE(memory.take_place("b", 4, seconds(2)));
  clock.pass(milliseconds(1999));
  EXPECT_FALSE(memory.take_place("a", 4, seconds(2)));
  clock.pass(milliseconds(1));
  EXPECT_TRUE(memory.take_place("a", 4, seconds(2)));
}

TEST(ShortMemory, GivesAPlaceBackIfTheClockWentBack) {
  tests::FixedClock clock;
  ShortMemory memory([&] { return clock.now(); });
  ASSERT_TRUE(memory.take_place("a", 1, seconds(2)));
  clock.set("2026-09-24 09:00");
  EXPECT_TRUE(memory.take_place("a", 1, seconds(2)));
}

TEST(ShortMemory, TreatsACallerWithoutRoomAsUsedUpUntilOldOnesAreGone) {
  tests::FixedClock clock;
  ShortMemory memory([&] { return clock.now(); });
  for (std::size_t i = 0; i < ShortMemory::kMostKeys; ++i)
    memory.count_up({"address " + std::to_string(i), 60}, clock.now());
  EXPECT_EQ(memory.count_up({"one more", 60}, clock.now()), ShortMemory::kNoRoom);
  EXPECT_EQ(memory.count_now({"one more", 60}, clock.now()), ShortMemory::kNoRoom);
  EXPECT_FALSE(memory.take_place("one more", 4, seconds(2)));
  EXPECT_EQ(memory.count_up({"address 7", 60}, clock.now()), 2);
  clock.pass(seconds(60));
  EXPECT_EQ(memory.count_up({"one more", 60}, clock.now()), 1);
  EXPECT_TRUE(memory.take_place("one more", 4, seconds(2)));
}

}  // namespace
}  // namespace handler::view
