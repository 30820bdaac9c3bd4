// The room on the disk that a form with files asks for before it arrives and when it is there.
#include "handler/web/disk_room.h"

#include <gtest/gtest.h>

namespace handler::web {
namespace {

TEST(DiskRoom, IsStillThereForAFormThatFoundItBeforeItArrived) {
  for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{21} << 20U}) {
    const std::uint64_t before = wanted_free(bytes, StillToWrite::arriving);
    EXPECT_EQ(before - bytes, wanted_free(bytes, StillToWrite::received))
        << "it is on the disk now";
    EXPECT_GE(wanted_free(bytes, StillToWrite::received) - 2 * bytes, kKeptFree);
  }
}

}  // namespace
}  // namespace handler::web
