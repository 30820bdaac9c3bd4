// Room is needed for the copy and for the log that grows meanwhile, also where both are on one
// disk.
#include "handler/backup/space.h"

#include <gtest/gtest.h>

namespace handler::backup {
namespace {

constexpr std::uintmax_t kMegabyte = 1U << 20;

TEST(Space, IsNeededForTheCopyAtThePlace) {
  const Disk data{1000 * kMegabyte, 1};
  EXPECT_TRUE(check_space({100 * kMegabyte, 0}, "/b", {200 * kMegabyte, 2}, "/d", data));
  const core::Status full =
      check_space({100 * kMegabyte, 0}, "/b", {99 * kMegabyte, 2}, "/d", data);
  EXPECT_EQ(full.failure().code, core::FailureCode::disk_full);
  EXPECT_EQ(full.failure().message,
            "the disk of /b has 99 MB free and the copy needs 117 MB: free space there first");
}

TEST(Space, IsNeededForTheLogBesideTheDatabase) {
  EXPECT_FALSE(
      check_space({1, 50 * kMegabyte}, "/b", {1000 * kMegabyte, 2}, "/d", {40 * kMegabyte, 1}));
}

TEST(Space, IsNeededForBothOnOneDisk) {
  const Disk disk{100 * kMegabyte, 1};
  EXPECT_FALSE(check_space({50 * kMegabyte, 50 * kMegabyte}, "/b", disk, "/d", disk));
  EXPECT_TRUE(check_space({50 * kMegabyte, 10 * kMegabyte}, "/b", disk, "/d", disk));
}

}  // namespace
}  // namespace handler::backup
