// What the publisher says of a picture before it becomes public.
#include "handler/publishing/files/file_check.h"

#include <gtest/gtest.h>

#include "tests/support/small_picture.h"
#include "tests/support/waiting.h"

namespace handler::publishing {
namespace {

FileVerdict verdict_on(const std::string& name, const std::string& bytes) {
  return check_site_file(name, bytes, {.cleaner = BANCHENG_FILE_CLEANER, .longest = tests::kFar});
}

TEST(FileCheck, TakesAFileThatCleaningLeavesAsItIs) {
  EXPECT_EQ(verdict_on("map.png", tests::small_picture()), FileVerdict::fit);
}

TEST(FileCheck, RefusesWhatCleaningWouldChange) {
  EXPECT_EQ(verdict_on("map.png", tests::picture_with_words()), FileVerdict::unfit);
}

TEST(FileCheck, RefusesAnotherEndingAndWhatIsNoPicture) {
  EXPECT_EQ(verdict_on("map.jpg", tests::small_picture()), FileVerdict::unfit);
  EXPECT_EQ(verdict_on("map.html", tests::small_picture()), FileVerdict::unfit);
  EXPECT_EQ(verdict_on("map.png", "<script>alert(1)</script>"), FileVerdict::unfit);
  EXPECT_EQ(verdict_on("map.png", ""), FileVerdict::unfit);
}

TEST(FileCheck, SaysSoIfNothingWasChecked) {
  EXPECT_EQ(check_site_file("map.png", tests::small_picture(),
                            {.cleaner = "/bin/false", .longest = tests::kFar}),
            FileVerdict::not_checked);
}

}  // namespace
}  // namespace handler::publishing
