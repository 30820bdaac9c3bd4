// No file outside the folder can be opened, by any path.
#include "handler/transport/safe_open.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "handler/web/response.h"

namespace handler::transport {
namespace {

namespace fs = std::filesystem;

class SafeOpenTest : public ::testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    top_ = fs::path(::testing::TempDir()) /
           ("beneath_" + std::to_string(static_cast<int>(GetParam())));
    fs::remove_all(top_);
    fs::create_directories(top_ / "in/folder");
    std::ofstream(top_ / "out.txt") << "out";
    std::ofstream(top_ / "in/folder/file.txt") << "inside";
    fs::create_symlink("../out.txt", top_ / "in/link.txt");
    fs::create_symlink("folder", top_ / "in/linked");
    ::mkfifo((top_ / "in/pipe").c_str(), 0600);
  }
  void TearDown() override { fs::remove_all(top_); }

  std::optional<OpenedPath> open(const std::string& relative) const {
    return open_safely(top_ / "in", relative, GetParam());
  }

  fs::path top_;
};

TEST_P(SafeOpenTest, OpensAFile) {
  const auto file = open("folder/file.txt");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(web::first_bytes_of({file->file, file->size}, 100), "inside");
  EXPECT_EQ(file->size, 6U);
  EXPECT_GT(file->changed_nanoseconds, 0);
}

TEST_P(SafeOpenTest, TellsFoldersFromFiles) {
  EXPECT_FALSE(open("folder/file.txt")->is_folder);
  EXPECT_TRUE(open("folder")->is_folder);
  EXPECT_TRUE(open("")->is_folder);
}

TEST_P(SafeOpenTest, ReachesNothingElse) {
  for (const char* path :
       {"../out.txt", "folder/../../out.txt", "..", "link.txt", "linked/file.txt", "linked", "pipe",
        "/etc/passwd", "none", "folder/file.txt/"}) {
    EXPECT_FALSE(open(path).has_value()) << path;
  }
  EXPECT_FALSE(open(std::string("folder/file.txt\0.png", 20)).has_value());
}

INSTANTIATE_TEST_SUITE_P(Ways, SafeOpenTest, ::testing::Values(Way::kernel, Way::steps));

}  // namespace
}  // namespace handler::transport
