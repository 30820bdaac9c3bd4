// Watching: which changes are noticed, and the result of the build after each.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "generator/commands/watch.h"
#include "tests/generator/build_fixture.h"
#include "tests/support/waiting.h"

using testing::HasSubstr;

namespace fs = std::filesystem;

TEST(Watch, BuildsAgainAfterAMistakeIsRepairedAndWritesHowItWent) {
  BuildFixture desk;
  std::atomic<bool> stop = false;
  std::atomic<int> builds = 0;
  std::vector<std::string> statuses;
  generator::WatchOptions options;
  options.build = desk.options("kept");
  options.status = desk.folder() / "status.json";
  options.today = [] { return *core::day_from_iso("2026-10-20"); };
  options.stop = &stop;
  options.tell = [&](const generator::WatchedBuild& build) {
    statuses.push_back(text_of(desk.folder() / "status.json"));
    ++builds;
    if (build.number == 1) {
      desk.replace("content/sites/demo/duty.yaml", "schema: 1", "schema: 1\ncolour: red");
    } else if (build.number == 2) {
      desk.replace("content/sites/demo/duty.yaml", "\ncolour: red", "");
    } else {
      stop = true;
    }
  };
  std::jthread watchdog([&](std::stop_token done) {
    tests::comes_true([&] { return done.stop_requested(); });
    stop = true;
  });
  ASSERT_TRUE(generator::watch(options).ok());
  watchdog.request_stop();
  ASSERT_EQ(builds, 3);
  EXPECT_EQ(statuses[0], R"({"build":1,"ok":true,"text":""})");
  EXPECT_THAT(statuses[1], HasSubstr("\"ok\":false"));
  EXPECT_THAT(statuses[1], HasSubstr("colour"));
  EXPECT_EQ(statuses[2], R"({"build":3,"ok":true,"text":""})");
}

TEST(FileWatch, SeesEditsNewFilesAndNewFolders) {
  for (const auto means :
       {generator::FileWatch::Means::notified, generator::FileWatch::Means::looking}) {
    TemporaryFolder folder;
    write_text(folder / "a/one.yaml", "1");
    generator::FileWatch watch({folder.path()}, means);
    const auto waits = [&] { return watch.wait(std::chrono::milliseconds(0)); };
    EXPECT_FALSE(waits());
    write_text(folder / "a/one.yaml", "22");
    EXPECT_TRUE(waits());
    EXPECT_FALSE(waits());
    write_text(folder / "b/two.yaml", "1");
    EXPECT_TRUE(waits());
    write_text(folder / "b/two.yaml", "22");
    EXPECT_TRUE(waits());
    fs::remove(folder / "b/two.yaml");
    EXPECT_TRUE(waits());
    EXPECT_FALSE(waits());
  }
}

TEST(FileWatch, SeesAFolderThatIsPutInThePlaceOfAnother) {
  TemporaryFolder folder;
  write_text(folder / "content/one.yaml", "1");
  write_text(folder / "other/one.yaml", "2");
  generator::FileWatch watch({folder / "content"});
  const auto waits = [&] { return watch.wait(std::chrono::milliseconds(0)); };
  EXPECT_FALSE(waits());
  fs::rename(folder / "content", folder / "old");
  EXPECT_TRUE(waits());
  EXPECT_FALSE(waits());
  fs::rename(folder / "other", folder / "content");
  EXPECT_TRUE(waits());
  write_text(folder / "content/one.yaml", "3");
  EXPECT_TRUE(waits());
  EXPECT_FALSE(waits());
}
