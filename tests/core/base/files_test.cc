// Reads and writes files in a real temporary folder, because the operating system's part is tested
// too.
#include "core/base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void put(const std::string& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string content_of(const std::string& name) const {
    const Result<std::string> content = read_file(folder_ / name);
    return content.ok() ? *content : content.failure().message;
  }
  unsigned mode_of(const std::string& name) const {
    struct stat there {};
    EXPECT_EQ(::stat((folder_ / name).c_str(), &there), 0);
    return there.st_mode & 07777u;
  }

  tests::TemporaryFolder temporary_;
  const fs::path& folder_ = temporary_.path();
};

TEST_F(Files, ReadsWhatWasWritten) {
  const std::string bytes("a\0\r\n\xFF中", 8);
  ASSERT_TRUE(write_file_atomically(folder_ / "x", bytes).ok());
  EXPECT_EQ(content_of("x"), bytes);
}

TEST_F(Files, ReadsAFileOfExactlyTheLimitAndRefusesALargerOne) {
  put("x", "12345");
  EXPECT_TRUE(read_file(folder_ / "x", 5).ok());
  const Result<std::string> larger = read_file(folder_ / "x", 4);
  ASSERT_FALSE(larger.ok());
  EXPECT_EQ(larger.failure().code, FailureCode::invalid);
  EXPECT_EQ(larger.failure().message,
            "cannot read " + (folder_ / "x").string() + ": it has more than 4 bytes");
}

TEST_F(Files, NamesTheMissingFile) {
  const Result<std::string> missing = read_file(folder_ / "no");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.failure().code, FailureCode::not_found);
  EXPECT_EQ(missing.failure().message,
            "cannot read " + (folder_ / "no").string() + ": No such file or directory");
}

TEST_F(Files, RefusesToReadFoldersAndPipes) {
  EXPECT_EQ(read_file(folder_).failure().code, FailureCode::invalid);
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(folder_ / "pipe").failure().code, FailureCode::invalid);
}

TEST_F(Files, WritesWithTheGivenModeWhateverTheUmask) {
  const mode_t before = ::umask(077);
  EXPECT_TRUE(write_file_atomically(folder_ / "open", "x", 0644).ok());
  ::umask(0);
  EXPECT_TRUE(write_file_atomically(folder_ / "secret", "x", 0600).ok());
  ::umask(before);
  EXPECT_EQ(mode_of("open"), 0644u);
  EXPECT_EQ(mode_of("secret"), 0600u);
}

TEST_F(Files, ReplacesTheOldFileAndLeavesNothingBeside) {
  put("x", "old");
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "new").ok());
  EXPECT_EQ(content_of("x"), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Files, AReaderOfTheOldFileKeepsTheOldBytes) {
  put("x", "old");
  std::ifstream reader(folder_ / "x");
  ASSERT_TRUE(write_file_atomically(folder_ / "x", "new").ok());
  std::string seen;
  reader >> seen;
  EXPECT_EQ(seen, "old");
}

TEST_F(Files, LeavesNothingBesideIfTheTargetCannotBeReplaced) {
  put("x/inside", "");  // a folder that is not empty cannot be renamed over
  EXPECT_FALSE(write_file_atomically(folder_ / "x", "new").ok());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Files, FailsInAFolderThatIsNotThere) {
  const Status written = write_file_atomically(folder_ / "no" / "x", "new");
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.failure().code, FailureCode::not_found);
}

TEST_F(Files, WritesOnlyIfTheBytesChanged) {
  Result<bool> wrote = write_file_if_changed(folder_ / "x", "one");
  ASSERT_TRUE(wrote.ok());
  EXPECT_TRUE(*wrote);
  const fs::file_time_type long_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(folder_ / "x", long_ago);
  wrote = write_file_if_changed(folder_ / "x", "one");
  ASSERT_TRUE(wrote.ok());
  EXPECT_FALSE(*wrote);
  EXPECT_EQ(fs::last_write_time(folder_ / "x"), long_ago);
  wrote = write_file_if_changed(folder_ / "x", "on");
  ASSERT_TRUE(wrote.ok());
  EXPECT_TRUE(*wrote);
  EXPECT_EQ(content_of("x"), "on");
}

TEST_F(Files, ListsAFolderSortedWithoutHiddenEntries) {
  put("b", "");
  put("a/inside", "");
  put(".hidden", "");
  put("C", "");
  EXPECT_EQ(list_folder(folder_).value(), (std::vector<std::string>{"C", "a", "b"}));
  EXPECT_EQ(list_folder(folder_ / "no").failure().code, FailureCode::not_found);
}

TEST_F(Files, ListsNothingThatDesktopsAndOfficesLeaveBehind) {
  for (const char* name : {"Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store",
                           "~$plan.docx", "units.yaml~", "__MACOSX/units.yaml", "@eaDir/x"})
    put(name, "");
  put("plan~1.pdf", "");
  put("thumbs.pdf", "");
  EXPECT_EQ(list_folder(folder_).value(), (std::vector<std::string>{"plan~1.pdf", "thumbs.pdf"}));
  EXPECT_EQ(list_tree(folder_).value(), (std::vector<std::string>{"plan~1.pdf", "thumbs.pdf"}));
}

TEST_F(Files, ListsATreeWithoutLinksAndHiddenFolders) {
  put("b/2", "");
  put("b/1", "");
  put("a", "");
  put(".git/config", "");
  put("b/.hidden", "");
  fs::create_symlink(folder_ / "a", folder_ / "link");
  fs::create_directory_symlink(folder_ / "b", folder_ / "c");
  EXPECT_EQ(list_tree(folder_).value(), (std::vector<std::string>{"a", "b/1", "b/2"}));
  EXPECT_EQ(list_tree(folder_ / "no").failure().code, FailureCode::not_found);
}

TEST_F(Files, RemovesWhatKilledWritesLeftAndNothingElse) {
  for (const char* name :
       {".a.Ab3dE6", ".b.Ab3dE6", ".a.Ab3dE", ".a", "a.Ab3dE6", ".a.html.Ab3dE6"})
    put(name, "half");
  fs::create_directories(folder_ / ".a.Folder");
  remove_unfinished(folder_, [](const std::string& name) { return name == "a"; });
  EXPECT_FALSE(fs::exists(folder_ / ".a.Ab3dE6"));
  for (const char* name :
       {".b.Ab3dE6", ".a.Ab3dE", ".a", "a.Ab3dE6", ".a.html.Ab3dE6", ".a.Folder"})
    EXPECT_TRUE(fs::exists(folder_ / name)) << name;
}

TEST_F(Files, MakesFoldersWithTheGivenMode) {
  const mode_t before = ::umask(077);
  EXPECT_TRUE(make_folders(folder_ / "a" / "b", 0750).ok());
  ::umask(before);
  EXPECT_EQ(mode_of("a"), 0750u);
  EXPECT_EQ(mode_of("a/b"), 0750u);
  EXPECT_TRUE(make_folders(folder_ / "a" / "b", 0700).ok());
  EXPECT_EQ(mode_of("a/b"), 0750u);  // it existed before
}

TEST_F(Files, DoesNotMakeAFolderWhereAFileIs) {
  put("a", "");
  EXPECT_EQ(make_folders(folder_ / "a").failure().code, FailureCode::conflict);
  EXPECT_FALSE(make_folders(folder_ / "a" / "b").ok());
}

TEST(SystemFailure, TranslatesErrno) {
  const std::vector<std::pair<int, FailureCode>> expected = {
      {ENOSPC, FailureCode::disk_full}, {EDQUOT, FailureCode::disk_full},
      {EACCES, FailureCode::no_access}, {EPERM, FailureCode::no_access},
      {EROFS, FailureCode::no_access},  {ENOENT, FailureCode::not_found},
      {EBUSY, FailureCode::busy},       {EIO, FailureCode::unavailable}};
  for (const auto& [number, code] : expected) {
    errno = number;
    EXPECT_EQ(system_failure("write", "x").code, code) << number;
  }
  errno = ENOSPC;
  EXPECT_EQ(system_failure("write", "a/b").message, "cannot write a/b: No space left on device");
}

}  // namespace
}  // namespace core
