// Copies hold the same bytes, belong to their owner alone and never replace a file.
#include "core/base/durable_copy.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777;
}

TEST(DurableCopy, HoldsTheSameBytesForItsOwnerAlone) {
  const tests::TemporaryFolder folder;
  const std::string text(700000, 'a');
  write(folder.path() / "from", text);
  ASSERT_TRUE(copy_durably(folder.path() / "from", folder.path() / "to"));
  EXPECT_EQ(read_file(folder.path() / "to").value(), text);
  EXPECT_EQ(mode_of(folder.path() / "to"), 0600u);
}

TEST(DurableCopy, NeverReplacesAFile) {
  const tests::TemporaryFolder folder;
  write(folder.path() / "from", "new");
  write(folder.path() / "to", "old");
  EXPECT_EQ(copy_durably(folder.path() / "from", folder.path() / "to").failure().code,
            FailureCode::conflict);
  EXPECT_EQ(read_file(folder.path() / "to").value(), "old");
}

TEST(DurableCopy, TakesATreeWithoutLinksAndHiddenFiles) {
  const tests::TemporaryFolder folder;
  write(folder.path() / "from/a/b/c", "deep");
  write(folder.path() / "from/.git/x", "hidden");
  fs::create_symlink("/etc/passwd", folder.path() / "from/link");
  EXPECT_EQ(bytes_of_tree(folder.path() / "from").value(), 4U);
  EXPECT_EQ(copy_tree_durably(folder.path() / "from", folder.path() / "to").value(), 4U);
  EXPECT_EQ(list_tree(folder.path() / "to").value(), std::vector<std::string>{"a/b/c"});
  EXPECT_EQ(mode_of(folder.path() / "to/a"), 0700u);
}

}  // namespace
}  // namespace core
