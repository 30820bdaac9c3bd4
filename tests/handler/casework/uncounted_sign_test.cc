// The sign that counting failed: who sees it and for how long.
#include "handler/casework/uncounted_sign.h"

#include <gtest/gtest.h>

#include "tests/support/fakes.h"
#include "tests/support/temporary_folder.h"

namespace handler::view {
namespace {

TEST(UncountedSign, IsSeenByEveryProcessForTenMinutes) {
  const tests::TemporaryFolder folder;
  tests::FixedClock clock;
  const UncountedSign here(folder.path() / "uncounted");
  const UncountedSign there(folder.path() / "uncounted");
  EXPECT_FALSE(there.stands(clock.now()));
  here.note(clock.now());
  EXPECT_TRUE(there.stands(clock.now()));
  clock.pass(std::chrono::minutes(10) - std::chrono::milliseconds(1));
  EXPECT_TRUE(there.stands(clock.now()));
  clock.pass(std::chrono::milliseconds(1));
  EXPECT_FALSE(there.stands(clock.now()));
  here.note(clock.now());
  EXPECT_TRUE(there.stands(clock.now()));
}

TEST(UncountedSign, FromALaterClockDoesNotStandForLong) {
  const tests::TemporaryFolder folder;
  tests::FixedClock clock;
  const UncountedSign sign(folder.path() / "uncounted");
  sign.note(clock.now() + std::chrono::hours(24));
  EXPECT_FALSE(sign.stands(clock.now()));
}

TEST(UncountedSign, StandsWhereNothingCanBeNoted) {
  const tests::TemporaryFolder folder;
  const UncountedSign sign(folder.path() / "gone" / "uncounted");
  tests::FixedClock clock;
  sign.note(clock.now());
  EXPECT_TRUE(sign.stands(clock.now()));
}

TEST(UncountedSign, WithoutAFileNeverStands) {
  tests::FixedClock clock;
  const UncountedSign none;
  none.note(clock.now());
  EXPECT_FALSE(none.stands(clock.now()));
}

}  // namespace
}  // namespace handler::view
