// Files of the content are written whole, with the mode that they have, and never elsewhere.
#include "handler/publishing/content_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using handler::publishing::is_safe_path;
using handler::publishing::put_file;
using handler::publishing::standing_file;

unsigned mode_of(const fs::path& file) {
  struct stat there {};
  EXPECT_EQ(::stat(file.c_str(), &there), 0);
  return there.st_mode & 0777U;
}

TEST(ContentFiles, AreWrittenAndRemoved) {
  const tests::TemporaryFolder folder;
  EXPECT_EQ(standing_file(folder.path(), "news/a.md").value(), std::nullopt);
  ASSERT_TRUE(put_file(folder.path(), "news/a.md", "text"));
  EXPECT_EQ(standing_file(folder.path(), "news/a.md").value(), "text");
  EXPECT_EQ(mode_of(folder / "news/a.md"), 0644U);
  ASSERT_TRUE(put_file(folder.path(), "news/a.md", std::nullopt));
  EXPECT_FALSE(fs::exists(folder / "news"));
  EXPECT_TRUE(put_file(folder.path(), "news/a.md", std::nullopt));
  EXPECT_TRUE(fs::exists(folder.path()));
}

TEST(ContentFiles, KeepTheirModeAndTheirNeighbours) {
  const tests::TemporaryFolder folder;
  ASSERT_TRUE(core::write_file_atomically(folder / "a.yaml", "old", 0660));
  ASSERT_TRUE(put_file(folder.path(), "a.yaml", "new"));
  EXPECT_EQ(mode_of(folder / "a.yaml"), 0660U);
  ASSERT_TRUE(put_file(folder.path(), "news/a.md", "text"));
  ASSERT_TRUE(put_file(folder.path(), "news/b.md", "text"));
  ASSERT_TRUE(put_file(folder.path(), "news/a.md", std::nullopt));
  EXPECT_EQ(standing_file(folder.path(), "news/b.md").value(), "text");
}

TEST(ContentFiles, LoseWhatAKilledWriteLeft) {
  const tests::TemporaryFolder folder;
  std::ofstream(folder / ".a.yaml.XyZ123") << "half";
  std::ofstream(folder / ".b.yaml.XyZ123") << "of another file";
  ASSERT_TRUE(put_file(folder.path(), "a.yaml", "new"));
  EXPECT_FALSE(fs::exists(folder / ".a.yaml.XyZ123"));
  EXPECT_TRUE(fs::exists(folder / ".b.yaml.XyZ123"));
}

TEST(ContentFiles, StayBelowTheFolder) {
  for (const char* path : {"", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", ".a", "a/.b"})
    EXPECT_FALSE(is_safe_path(path)) << path;
  EXPECT_FALSE(is_safe_path(std::string("a\0b", 3)));
  for (const char* path : {"a", "a.yaml", "news/2026-11-a.md", "files/a..b"})
    EXPECT_TRUE(is_safe_path(path)) << path;
}

TEST(ContentFiles, NeverLeadOverALink) {
  const tests::TemporaryFolder folder;
  const tests::TemporaryFolder other;
  ASSERT_TRUE(core::write_file_atomically(other / "a.md", "theirs"));
  fs::create_directory_symlink(other.path(), folder / "news");
  fs::create_symlink(other / "a.md", folder / "b.md");
  for (const char* path : {"news/a.md", "b.md"}) {
    EXPECT_EQ(standing_file(folder.path(), path).failure().code, core::FailureCode::refused);
    EXPECT_EQ(put_file(folder.path(), path, "mine").failure().code, core::FailureCode::refused);
    EXPECT_EQ(put_file(folder.path(), path, std::nullopt).failure().code,
              core::FailureCode::refused);
  }
  EXPECT_EQ(standing_file(other.path(), "a.md").value(), "theirs");
}

}  // namespace
