// A site replaced file by file: all of the new one, nothing of the old, and foreign files stay.
#include "generator/output/in_place.h"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <string>

#include "core/base/files.h"
#include "generator/output/site_folder.h"
#include "tests/generator/temp_folder.h"

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::Pair;

namespace {

void fill(const fs::path& folder, const std::map<std::string, std::string>& files) {
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << text;
  }
}

std::map<std::string, std::string> files_in(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder)] = core::read_file(entry.path()).value();
  }
  return files;
}

class InPlace : public ::testing::Test {
 protected:
  InPlace() {
    fill(folder_, {{"index.html", "old"},
                   {"gone/index.html", "old"},
                   {"note.txt", "of the operator"},
                   {".bancheng-manifest", "gone/index.html\nindex.html\n"}});
    fill(stage_, {{"index.html", "new"},
                  {"scope/index.html", "new"},
                  {"note.txt", "of the operator"},
                  {".bancheng-manifest", "index.html\nscope/index.html\n"}});
  }

  TemporaryFolder out_;
  const fs::path folder_ = out_ / "demo";
  const fs::path stage_ = out_ / ".stage-demo-1";
};

TEST_F(InPlace, LeavesTheFilesOfTheStageAndThoseOfOthers) {
  ASSERT_TRUE(generator::replace_in_place(stage_, folder_));
  EXPECT_THAT(files_in(folder_),
              ElementsAre(Pair(".bancheng-manifest", "index.html\nscope/index.html\n"),
                          Pair("index.html", "new"), Pair("note.txt", "of the operator"),
                          Pair("scope/index.html", "new")));
}

TEST_F(InPlace, ListsTheFilesOfBothBuildsWhileItWorks) {
  fs::create_directories(folder_ / "scope/index.html/in-the-way");  // no file can replace it
  EXPECT_FALSE(generator::replace_in_place(stage_, folder_));
  EXPECT_EQ(core::read_file(folder_ / generator::kManifestName).value(),
            "gone/index.html\nindex.html\nscope/index.html\n");
  EXPECT_EQ(core::read_file(folder_ / "index.html").value(), "new");
  EXPECT_EQ(core::read_file(folder_ / "gone/index.html").value(), "old");
}

}  // namespace
