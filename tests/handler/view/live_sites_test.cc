// Published sites as the handler sees them: reloaded when they change, kept when the new version is
// broken, and found only by names that can be ours.
#include "handler/view/live_sites.h"

#include <fstream>
#include <thread>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "tests/handler/hall.h"

namespace handler::view {
namespace {

using handler::testing::source_folder;

// One published site of its own, so that a test may change it.
struct Town {
  tests::PublishedSites published{source_folder(), {"demo"}};
  std::vector<std::string> complaints;
  LiveSites sites{published.root(), source_folder() / "site_templates",
                  [this](const std::string& what) { complaints.push_back(what); }};

  std::string limit_of_general() {
    const auto site = sites.get("demo").value();
    return core::chinese_limit(site->site().policy.tier("general")->limits.at("handle"));
  }
  void put_into_current(const std::string& text) const {
    std::ofstream(published.root() / "demo" / "current") << text;
  }
};

TEST(LiveSites, LoadASiteOnceWhileItStaysTheSame) {
  Town town;
  const auto first = town.sites.get("demo");
  const auto second = town.sites.get("demo");
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ((*first)->id(), "demo");
  EXPECT_EQ((*first)->rules->policy.kinds.size(), (*first)->site().policy.kinds.size());
}

TEST(LiveSites, ShowANewVersionAtTheNextRequestAndLeaveTheOldToWhoeverHoldsIt) {
  Town town;
  const auto before = town.sites.get("demo").value();
  EXPECT_EQ(town.limit_of_general(), "2个工作日");
  town.published.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                           "limits: {handle: 4 workdays}");
  EXPECT_EQ(town.limit_of_general(), "4个工作日");
  EXPECT_NE(town.sites.get("demo").value()->hash, before->hash);
  EXPECT_EQ(core::chinese_limit(before->site().policy.tier("general")->limits.at("handle")),
            "2个工作日");
  EXPECT_TRUE(town.complaints.empty());
}

// Until 2026-11 a version held a chart that was laid out, and was named by its bytes too.
TEST(LiveSites, ReadAVersionOfAnOlderProgramAndLeaveItsLaidOutChart) {
  Town town;
  const auto now = town.sites.get("demo").value();
  std::vector<std::string> parts;
  for (const auto& [file, text] : now->loaded.files) parts.insert(parts.end(), {file, text});
  const std::filesystem::path folder = town.published.root() / "demo";
  parts.emplace_back("{\"boxes\":[]}");
  parts.push_back(core::read_file(folder / now->hash / "frame.json").value());
  const std::string older =
      core::to_hex(core::hash_parts(parts.data(), parts.size())).substr(0, 32);
  std::filesystem::rename(folder / now->hash, folder / older);
  std::ofstream(folder / older / "flowchart.json") << "{\"boxes\":[]}";
  town.put_into_current(older + "\n");
  EXPECT_EQ(town.sites.get("demo").value()->hash, older);
  EXPECT_TRUE(town.complaints.empty());
}

TEST(LiveSites, StayAtTheOldVersionWhileTheNewOneCannotBeRead) {
  Town town;
  const std::string good = town.sites.get("demo").value()->hash;
  town.put_into_current("0123456789abcdef0123456789abcdef\n");
  for (int i = 0; i < 3; ++i) {
    const auto site = town.sites.get("demo");
    ASSERT_TRUE(site);
    EXPECT_EQ((*site)->hash, good);
  }
  EXPECT_EQ(town.complaints.size(), 1U);
  town.published.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                           "limits: {handle: 4 workdays}");
  EXPECT_EQ(town.limit_of_general(), "4个工作日");
}

TEST(LiveSites, RefuseAVersionThatSomebodyEditedByHand) {
  Town town;
  const std::string hash = town.sites.get("demo").value()->hash;
  const auto file = town.published.root() / "demo" / hash / "demo" / "policy.yaml";
  std::ofstream(file, std::ios::app) << "# by hand\n";
  LiveSites fresh(town.published.root(), source_folder() / "site_templates");
  const auto refused = fresh.get("demo");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, core::FailureCode::corrupt);
}

TEST(LiveSites, SayWhatToRunForASiteThatIsNotPublished) {
  Town town;
  const auto missing = town.sites.get("pingyi");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.failure().code, core::FailureCode::not_found);
  EXPECT_EQ(missing.failure().message,
            "site 'pingyi' is not published in " + town.published.root().string() +
                ": run generator build --published " + town.published.root().string());
}

TEST(LiveSites, LookForNothingOutsideTheirFolder) {
  Town town;
  const std::string inside = town.published.root().filename().string();
  for (const std::string& id :
       {std::string(), std::string("."), std::string(".."), std::string("demo/"),
        std::string("../demo"), "../" + inside + "/demo", std::string("demo/."),
        std::string("Demo"), std::string("demo\n"), std::string("demo\0x", 6),
        std::string("示范县"), std::string(41, 'a'), std::string("/etc")}) {
    const auto refused = town.sites.get(id);
    ASSERT_FALSE(refused) << id;
    EXPECT_EQ(refused.failure().code, core::FailureCode::not_found) << id;
    EXPECT_EQ(refused.failure().message.find(id + "/current"), std::string::npos) << id;
  }
}

TEST(LiveSites, ServeManyThreadsWhileTheSiteChanges) {
  Town town;
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 200; ++j) failed += town.sites.get("demo") ? 0 : 1;
    });
  }
  town.published.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                           "limits: {handle: 4 workdays}");
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(town.limit_of_general(), "4个工作日");
}

}  // namespace
}  // namespace handler::view
