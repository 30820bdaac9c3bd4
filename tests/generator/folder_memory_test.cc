// A second look sees what came and went, also in folders whose time of change is coarse, and
// nothing else.
#include "generator/folder_memory.h"

#include <gmock/gmock.h>

#include "tests/generator/temp_folder.h"

namespace generator {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(FolderMemory, SeesWhatCameAndWhatWent) {
  TemporaryFolder folder;
  write_text(folder / "b/deep/one.txt", "1");
  write_text(folder / "a.txt", "1");
  FolderMemory memory;
  ASSERT_TRUE(memory.look(folder.path()));
  EXPECT_THAT(memory.files(), ElementsAre("a.txt", "b/deep/one.txt"));
  EXPECT_THAT(memory.folders(), ElementsAre("b", "b/deep"));
  ASSERT_TRUE(memory.look(folder.path()));
  EXPECT_FALSE(memory.has_changed());

  write_text(folder / "b/deep/two.txt", "2");
  ASSERT_TRUE(memory.look(folder.path()));
  EXPECT_TRUE(memory.has_changed());
  EXPECT_FALSE(memory.has_other_folders());
  EXPECT_THAT(memory.files(), ElementsAre("a.txt", "b/deep/one.txt", "b/deep/two.txt"));

  fs::remove_all(folder / "b");
  write_text(folder / "c/three.txt", "3");
  ASSERT_TRUE(memory.look(folder.path()));
  EXPECT_TRUE(memory.has_other_folders());
  EXPECT_THAT(memory.files(), ElementsAre("a.txt", "c/three.txt"));
  EXPECT_THAT(memory.folders(), ElementsAre("c"));
}

TEST(FolderMemory, SeesAFolderThatAnotherHasReplaced) {
  TemporaryFolder folder;
  write_text(folder / "site/a/old.txt", "1");
  write_text(folder / "other/a/new.txt", "1");
  FolderMemory memory;
  ASSERT_TRUE(memory.look(folder / "site"));
  fs::rename(folder / "site/a", folder / "away");
  fs::rename(folder / "other/a", folder / "site/a");
  ASSERT_TRUE(memory.look(folder / "site"));
  EXPECT_THAT(memory.files(), ElementsAre("a/new.txt"));
}

TEST(FolderMemory, RefusesALinkWhereverItIsAndForgets) {
  TemporaryFolder folder;
  write_text(folder / "a/one.txt", "1");
  FolderMemory memory;
  ASSERT_TRUE(memory.look(folder.path()));
  fs::create_symlink("one.txt", folder / "a/link.txt");
  const core::Status looked = memory.look(folder.path());
  ASSERT_FALSE(looked);
  EXPECT_THAT(looked.failure().message, HasSubstr("a/link.txt is a symbolic link"));
  fs::remove(folder / "a/link.txt");
  ASSERT_TRUE(memory.look(folder.path()));
  EXPECT_THAT(memory.files(), ElementsAre("a/one.txt"));
}

}  // namespace
}  // namespace generator
