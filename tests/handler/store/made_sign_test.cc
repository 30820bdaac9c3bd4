// A database that is gone or empty is refused where there was one, and only there.
#include "handler/store/made_sign.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace handler::store {
namespace {

TEST(MadeSign, LetsAFolderBeginWithoutADatabase) {
  const tests::TemporaryFolder data;
  EXPECT_TRUE(check_not_lost(data.path(), data.path() / "bancheng.sqlite"));
  std::ofstream(data.path() / "bancheng.sqlite");
  EXPECT_TRUE(check_not_lost(data.path(), data.path() / "bancheng.sqlite"))
      << "a power cut at the very first start leaves an empty file";
}

TEST(MadeSign, RefusesADatabaseThatIsGoneOrEmpty) {
  const tests::TemporaryFolder data;
  const std::filesystem::path file = data.path() / "bancheng.sqlite";
  ASSERT_TRUE(note_made(data.path(), "sqlite"));
  ASSERT_TRUE(note_made(data.path(), "sqlite")) << "once more";
  const core::Status gone = check_not_lost(data.path(), file);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.failure().code, core::FailureCode::corrupt);
  EXPECT_NE(gone.failure().message.find("is gone, although there was one"), std::string::npos);
  std::ofstream{file};
  EXPECT_NE(check_not_lost(data.path(), file).failure().message.find("is empty"),
            std::string::npos);
  std::ofstream(file) << "SQLite";
  EXPECT_TRUE(check_not_lost(data.path(), file));
}

TEST(MadeSign, RefusesAnotherEngineThanItNames) {
  const tests::TemporaryFolder data;
  EXPECT_TRUE(check_engine(data.path(), "sqlite")) << "no sign yet";
  std::ofstream(made_sign_of(data.path())) << "There is a database in this folder.\n";
  EXPECT_TRUE(check_engine(data.path(), "postgresql")) << "of an older program";
  ASSERT_TRUE(note_engine(data.path(), "postgresql"));
  EXPECT_TRUE(check_engine(data.path(), "postgresql"));
  ASSERT_TRUE(note_engine(data.path(), "sqlite"));
  const core::Status other = check_engine(data.path(), "sqlite");
  EXPECT_EQ(other.failure().code, core::FailureCode::misconfigured);
  EXPECT_NE(other.failure().message.find("database = postgresql"), std::string::npos);
  ASSERT_TRUE(note_made(data.path(), "sqlite")) << "they were moved";
  EXPECT_TRUE(check_engine(data.path(), "sqlite"));
}

}  // namespace
}  // namespace handler::store
