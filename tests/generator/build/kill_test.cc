// A build is killed at each of its steps: all old files or all new ones remain, and the next build
// finishes the work.
#include <gmock/gmock.h>

#include <csignal>

#include "core/site/build_record.h"
#include "core/site/published.h"
#include "tests/generator/few_windows.h"
#include "tests/generator/temp_folder.h"
#include "tests/support/other_process.h"
#include "tests/support/source_folder.h"

using testing::IsEmpty;

namespace fs = std::filesystem;

namespace {

// A site in two versions, which differ in pages and in published rules.
class Killed : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    for (const char* content : {"old", "new"}) {
      fs::create_directories(folder_ / content / "sites");
      fs::copy(tests::kSourceFolder / "content/calendar", folder_ / content / "calendar");
      fs::copy(tests::kSourceFolder / "content/sites/demo", folder_ / content / "sites/demo",
               fs::copy_options::recursive);
      keep_few_windows(folder_ / content / "sites/demo");
    }
    const fs::path site = folder_ / "new/sites/demo/site.yaml";
    std::string text = text_of(site);
    write_text(site, text.replace(text.find("hall: "), 6, "hall: 新"));
    new_ = built("new");
    old_ = built("old");
    fs::remove_all(folder_ / "published/demo" / new_.version);  // to be written again
  }

  // The content of the public and the published folder.
  struct Standing {
    std::map<std::string, std::string> pages;
    std::string version;
    core::FileHashes inputs;  // as the last build noted them
    bool operator==(const Standing&) const = default;
  };

  tests::Ending build(const std::string& content, const tests::Words& environment = {}) {
    return tests::OtherProcess(
               {BANCHENG_GENERATOR, "build", "--quiet", "--no-large", "--today", "2026-10-20",
                "--content", (folder_ / content).string(), "--templates",
                (tests::kSourceFolder / "site_templates").string(), "--out",
                (folder_ / "public").string(), "--published", (folder_ / "published").string()},
               environment)
        .end();
  }
  Standing standing() {
    const auto published = core::load_published(folder_ / "published", "demo");
    return {bytes_of(folder_ / "public/demo"),
            published ? published->hash : published.failure().message,
            core::read_build_record(folder_ / "published", "demo").value()};
  }
  Standing built(const std::string& content) {
    EXPECT_EQ(build(content).code, 0);
    return standing();
  }
  // Files that only a killed build leaves.
  std::vector<std::string> leftovers() {
    std::vector<std::string> names;
    for (const char* place : {"public", "published/demo"}) {
      for (const auto& entry : fs::directory_iterator(folder_ / place)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".stage-") || name.starts_with(".current.")) names.push_back(name);
      }
    }
    return names;
  }

  TemporaryFolder folder_;
  Standing old_;
  Standing new_;
};

class KilledBeforeTheExchange : public Killed {};
class KilledBetweenPagesAndPolicy : public Killed {};
class KilledBeforeTheRecord : public Killed {};
class KilledAfterAll : public Killed {};

std::string name_of(const testing::TestParamInfo<const char*>& info) {
  std::string name = info.param;
  for (char& letter : name) letter = letter == ' ' ? '_' : letter;
  return name;
}

}  // namespace

TEST_P(KilledBeforeTheExchange, LeavesTheOld) {
  ASSERT_FALSE(old_ == new_);
  ASSERT_EQ(build("new", {std::string("BANCHENG_STOP_AT=") + GetParam()}).signal, SIGKILL);
  EXPECT_TRUE(standing() == old_);
  EXPECT_TRUE(built("new") == new_);
  EXPECT_THAT(leftovers(), IsEmpty());
}

TEST_P(KilledBetweenPagesAndPolicy, LeavesNewPagesBeforeWhatIsEnforced) {
  ASSERT_EQ(build("new", {std::string("BANCHENG_STOP_AT=") + GetParam()}).signal, SIGKILL);
  EXPECT_TRUE(standing().pages == new_.pages);
  EXPECT_EQ(standing().version, old_.version);
  EXPECT_TRUE(built("new") == new_);
  EXPECT_THAT(leftovers(), IsEmpty());
}

TEST_P(KilledBeforeTheRecord, LeavesTheNewAndAnOlderRecord) {
  ASSERT_EQ(build("new", {std::string("BANCHENG_STOP_AT=") + GetParam()}).signal, SIGKILL);
  EXPECT_TRUE(standing().pages == new_.pages);
  EXPECT_EQ(standing().version, new_.version);
  EXPECT_EQ(standing().inputs, old_.inputs);
  EXPECT_TRUE(built("new") == new_);
}

TEST_P(KilledAfterAll, LeavesTheNew) {
  ASSERT_EQ(build("new", {std::string("BANCHENG_STOP_AT=") + GetParam()}).signal, SIGKILL);
  EXPECT_TRUE(standing() == new_);
  EXPECT_TRUE(built("old") == old_);
  EXPECT_THAT(leftovers(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(At, KilledBeforeTheExchange,
                         testing::Values("staged", "version written", "versions stored",
                                         "before exchange"),
                         name_of);
INSTANTIATE_TEST_SUITE_P(At, KilledBetweenPagesAndPolicy,
                         testing::Values("exchanged", "before current"), name_of);
INSTANTIATE_TEST_SUITE_P(At, KilledBeforeTheRecord, testing::Values("current"), name_of);
INSTANTIATE_TEST_SUITE_P(At, KilledAfterAll, testing::Values("build recorded", "all in force"),
                         name_of);
