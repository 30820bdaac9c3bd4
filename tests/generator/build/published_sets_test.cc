// The packs that a build publishes for the handler: shared, pruned, and repaired after damage.
#include <gmock/gmock.h>

#include <functional>
#include <future>
#include <optional>
#include <set>

#include "core/site/published.h"
#include "core/site/publishing_lock.h"
#include "generator/build/build.h"
#include "tests/generator/few_windows.h"
#include "tests/generator/temp_folder.h"
#include "tests/support/waiting.h"

using testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

// A copy of two sites that a test may change.
class TwoSites {
 public:
  TwoSites() {
    fs::create_directories(folder_ / "content");
    fs::copy(kRoot / "content/calendar", folder_ / "content/calendar", fs::copy_options::recursive);
    for (const char* site : {"demo", "pingyi"}) {
      const fs::path place = folder_ / "content/sites" / site;
      fs::create_directories(place.parent_path());
      fs::copy(kRoot / "content/sites" / site, place, fs::copy_options::recursive);
    }
    keep_few_windows(folder_ / "content/sites/demo");
  }

  // Builds and returns "done", or the mistakes.
  std::string build(std::vector<std::string> sites, std::function<void()> waits = {}) {
    generator::BuildOptions options;
    options.inputs = {folder_ / "content", kRoot / "site_templates", std::move(sites), {}};
    options.out = folder_ / "public";
    options.published = published();
    options.waits = std::move(waits);
    core::Diagnostics diagnostics;
    const auto report = generator::build(options, diagnostics);
    if (!report) return report.failure().message;
    return *report ? "done" : diagnostics.text();
  }
  fs::path folder() const { return folder_.path(); }
  fs::path published() const { return folder_ / "published"; }

 private:
  const fs::path kRoot = BANCHENG_SOURCE_DIR;
  TemporaryFolder folder_;
};

// The packs that versions use, by name.
std::set<std::string> shared_sets(const TwoSites& workshop) {
  std::set<std::string> sets;
  for (const auto& entry : fs::directory_iterator(core::shared_folder(workshop.published()))) {
    const std::string name = entry.path().filename();
    if (!name.starts_with("failure-")) sets.insert(name);
  }
  return sets;
}

TEST(Published, SharesTextsAndTemplatesAmongSitesWithoutWordingOfTheirOwn) {
  TwoSites workshop;
  ASSERT_EQ(workshop.build({"demo", "pingyi"}), "done");
  const auto demo = core::load_published(workshop.published(), "demo");
  const auto pingyi = core::load_published(workshop.published(), "pingyi");
  ASSERT_TRUE(demo.ok() && pingyi.ok());
  EXPECT_EQ(demo->frame.ready, pingyi->frame.ready);
  EXPECT_EQ(fs::hard_link_count(pingyi->folder / "ready"), 3u);  // two sites, and the shared name
  EXPECT_EQ(shared_sets(workshop), std::set<std::string>{demo->frame.ready});
  write_text(workshop.folder() / "content/sites/pingyi/texts.yaml",
             "schema: 1\nprocess:\n  lead: 从您反映到办结，要走下面几步。\n");
  ASSERT_EQ(workshop.build({"demo", "pingyi"}), "done");
  const auto own = core::load_published(workshop.published(), "pingyi");
  ASSERT_TRUE(own.ok()) << own.failure().message;
  EXPECT_NE(own->frame.ready, demo->frame.ready);
  EXPECT_THAT(core::open_ready(*own)->read("texts/process").value(), HasSubstr("要走下面几步。"));
  EXPECT_EQ(shared_sets(workshop), (std::set{demo->frame.ready, own->frame.ready}));
}

// Else one removes the sets that the other has stored and no site uses yet.
TEST(Published, IsWrittenByOneBuildAtATime) {
  TwoSites workshop;
  std::optional<core::PublishingLock> other =
      core::PublishingLock::take(workshop.published()).value();
  std::promise<void> waits;
  std::future<std::string> built = std::async(
      std::launch::async, [&] { return workshop.build({"demo"}, [&] { waits.set_value(); }); });
  const bool waited = waits.get_future().wait_for(tests::kFar) == std::future_status::ready;
  const bool had_written = fs::exists(workshop.published() / "demo");
  other.reset();
  EXPECT_TRUE(waited);
  EXPECT_FALSE(had_written);
  EXPECT_EQ(built.get(), "done");
  EXPECT_TRUE(core::load_published(workshop.published(), "demo"));
}

TEST(Published, ForgetsASetThatNoVersionUses) {
  TwoSites workshop;
  ASSERT_EQ(workshop.build({"demo"}), "done");
  const fs::path unused = core::shared_folder(workshop.published()) / std::string(32, 'a');
  write_text(unused, "a set of an older version");
  ASSERT_EQ(workshop.build({"demo"}), "done");
  EXPECT_FALSE(fs::exists(unused));
  EXPECT_EQ(shared_sets(workshop).size(), 1u);
}

TEST(Published, IsPutRightByTheNextBuildIfAFileWasChangedByHand) {
  TwoSites workshop;
  ASSERT_EQ(workshop.build({"demo"}), "done");
  const auto hash = core::current_hash(workshop.published(), "demo");
  ASSERT_TRUE(hash.ok());
  const fs::path version = workshop.published() / "demo" / *hash;
  for (const char* file : {"site", "ready", "demo/policy.yaml"}) {
    write_text(version / file, "# by hand\n");
    EXPECT_EQ(core::load_published(workshop.published(), "demo").ok(), file == std::string("ready"))
        << file;
    ASSERT_EQ(workshop.build({"demo"}), "done");
    EXPECT_EQ(core::current_hash(workshop.published(), "demo").value(), *hash);
    EXPECT_TRUE(core::load_published(workshop.published(), "demo").ok()) << file;
  }
}

}  // namespace
