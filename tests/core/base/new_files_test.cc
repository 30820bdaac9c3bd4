// Writes new files in a real temporary folder: modes, folders and refusals by the operating system.
#include "core/base/new_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

namespace fs = std::filesystem;

class NewFilesTest : public testing::Test {
 protected:
  unsigned mode_of(const fs::path& path) const {
    struct stat there {};
    EXPECT_EQ(::stat(path.c_str(), &there), 0) << path;
    return there.st_mode & 07777u;
  }

  tests::TemporaryFolder temporary_;
  const fs::path& folder_ = temporary_.path();
};

TEST_F(NewFilesTest, MakesTheFoldersThatAreMissingReadableWhateverTheUmask) {
  const mode_t before = ::umask(077);
  {
    NewFiles files(folder_ / "site");
    EXPECT_TRUE(files.write("a/b/index.html", "page"));
    EXPECT_TRUE(files.write("robots.txt", ""));
  }
  EXPECT_TRUE(write_new_file(folder_ / "other" / "file", "x"));
  ::umask(before);
  EXPECT_EQ(read_file(folder_ / "site/a/b/index.html").value(), "page");
  for (const char* name : {"site", "site/a", "site/a/b", "other"}) {
    EXPECT_EQ(mode_of(folder_ / name), 0755u) << name;
  }
  for (const char* name : {"site/a/b/index.html", "site/robots.txt", "other/file"}) {
    EXPECT_EQ(mode_of(folder_ / name), 0644u) << name;
  }
}

TEST_F(NewFilesTest, RefusesAFileThatIsThereAndALinkInItsPlace) {
  NewFiles files(folder_);
  ASSERT_TRUE(files.write("a", "first"));
  fs::create_symlink(folder_ / "a", folder_ / "link");
  EXPECT_FALSE(files.write("a", "second"));
  EXPECT_FALSE(files.write("link", "second"));
  EXPECT_FALSE(files.write("a/b", "below a file"));
  EXPECT_EQ(read_file(folder_ / "a").value(), "first");
}

TEST_F(NewFilesTest, SaysWhichFileItCouldNotWrite) {
  NewFiles files(folder_);
  ASSERT_TRUE(files.write("a", ""));
  const Status refused = files.write("a", "");
  EXPECT_EQ(refused.failure().code, FailureCode::conflict);
  EXPECT_NE(refused.failure().message.find((folder_ / "a").string()), std::string::npos);
}

TEST_F(NewFilesTest, TakesFilesFromSeveralThreads) {
  NewFiles files(folder_ / "site");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&files, thread] {
      for (int i = 0; i < 50; ++i) {
        const std::string name = "w" + std::to_string(i) + "/" + std::to_string(thread);
        EXPECT_TRUE(files.write(name, name));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(list_tree(folder_ / "site").value().size(), 200u);
}

}  // namespace
}  // namespace core
