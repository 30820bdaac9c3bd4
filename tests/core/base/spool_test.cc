// Bytes that are put aside in a file without a name.
#include "core/base/spool.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.h"

namespace {

TEST(Spool, GivesBackWhatWasAppended) {
  const tests::TemporaryFolder folder;
  auto spool = core::Spool::make(folder.path());
  ASSERT_TRUE(spool.ok()) << spool.failure().message;
  ASSERT_TRUE(spool->append("one").ok());
  ASSERT_TRUE(spool->append("two").ok());
  EXPECT_EQ(spool->size(), 6U);
  EXPECT_EQ(*spool->read(0, 6), "onetwo");
  EXPECT_EQ(*spool->read(2, 3), "etw");
  EXPECT_EQ(spool->read(3, 4).failure().code, core::FailureCode::corrupt);
}

TEST(Spool, HasNoNameInItsFolder) {
  const tests::TemporaryFolder folder;
  auto spool = core::Spool::make(folder.path());
  ASSERT_TRUE(spool.ok()) << spool.failure().message;
  ASSERT_TRUE(spool->append("text").ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Spool, SaysThatItsFolderIsMissing) {
  const tests::TemporaryFolder folder;
  const auto spool = core::Spool::make(folder.path() / "missing");
  ASSERT_FALSE(spool.ok());
  EXPECT_EQ(spool.failure().code, core::FailureCode::not_found);
}

}  // namespace
