// Published sites in the handler: reloaded when they change, kept if the new version is broken, and
// looked up only under valid names.
#include "handler/casework/live_sites.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "core/base/files.h"
#include "tests/handler/handler_fixture.h"

namespace handler::view {
namespace {

using handler::testing::source_folder;

// One published site that the test may change.
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

// The published version of the demo.
std::filesystem::path version_of(const Town& town) {
  return town.published.root() / "demo" / core::current_hash(town.published.root(), "demo").value();
}

TEST(LiveSites, DoNotReadADamagedSiteAgainUntilItIsChanged) {
  const Town town;
  std::vector<std::string> complaints;
  LiveSites sites(town.published.root(), source_folder() / "site_templates",
                  [&](const std::string& what) { complaints.push_back(what); });
  const auto file = version_of(town) / "demo" / "policy.yaml";
  const std::string good = core::read_file(file).value();
  const auto folder_time = std::filesystem::last_write_time(version_of(town));
  std::ofstream(file, std::ios::app) << "# by hand\n";
  EXPECT_FALSE(sites.get("demo"));
  std::ofstream(file) << good;
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(sites.get("demo"));
  EXPECT_EQ(complaints.size(), 1U);
  std::filesystem::last_write_time(version_of(town), folder_time + std::chrono::seconds(1));
  EXPECT_TRUE(sites.get("demo"));
}

TEST(LiveSites, ServeOnBesideADamagedOne) {
  const tests::PublishedSites published(source_folder(), {"demo", "pingyi"});
  std::ofstream(published.root() / "demo" / "current") << "0123456789abcdef0123456789abcdef\n";
  LiveSites sites(published.root(), source_folder() / "site_templates");
  EXPECT_EQ(sites.look_at("demo").failure().code, core::FailureCode::corrupt);
  EXPECT_TRUE(sites.look_at("pingyi"));
  EXPECT_FALSE(sites.get("demo"));
  EXPECT_TRUE(sites.get("pingyi"));
}

TEST(LiveSites, ShareTextsAndTemplates) {
  const tests::PublishedSites published(source_folder(), {"demo", "pingyi"});
  LiveSites sites(published.root(), source_folder() / "site_templates");
  const auto demo = sites.get("demo").value();
  const auto pingyi = sites.get("pingyi").value();
  EXPECT_EQ(demo->templates, pingyi->templates);
  EXPECT_EQ(demo->ready, pingyi->ready);
}

TEST(LiveSites, FindDamagedTemplatesWhenTheyLookAtASite) {
  const Town town;
  LiveSites sites(town.published.root(), source_folder() / "site_templates");
  const auto file = version_of(town) / "ready";
  std::string bytes = core::read_file(file).value();
  bytes[bytes.find("<h1")] = '{';
  std::ofstream(file) << bytes;
  const core::Status looked = sites.look_at("demo");
  ASSERT_FALSE(looked);
  EXPECT_EQ(looked.failure().code, core::FailureCode::corrupt);
  EXPECT_FALSE(sites.get("demo"));
}

// What is read only when it is needed must not make a damaged version replace a good one.
TEST(LiveSites, KeepAGoodVersionWhereTheNextOneIsDamagedBehindItsIndex) {
  Town town;
  const std::string good = town.sites.get("demo").value()->hash;
  town.published.republish("demo", "policy.yaml", "schema: 1", "schema: 1 ");
  const auto file = version_of(town) / "site";
  std::string bytes = core::read_file(file).value();
  bytes[bytes.size() - 2] ^= 1;  // of the last piece, which holds all windows
  std::ofstream(file) << bytes;
  EXPECT_EQ(town.sites.get("demo").value()->hash, good);
}

TEST(LiveSites, RefuseTextsThatAreDamagedBehindTheirIndex) {
  for (const std::string piece : {"desk.files.choose_again", "portal.ticket.title"}) {
    const Town town;
    const auto file = version_of(town) / "ready";
    std::string bytes = core::read_file(file).value();
    bytes[bytes.find(piece)] = 'x';
    std::ofstream(file) << bytes;
    LiveSites fresh(town.published.root(), source_folder() / "site_templates");
    EXPECT_FALSE(fresh.get("demo")) << piece;
  }
}

// A request may come before the look.
TEST(LiveSites, FindDamagedTemplatesOfASiteThatIsInUse) {
  const Town town;
  LiveSites sites(town.published.root(), source_folder() / "site_templates");
  const auto file = version_of(town) / "ready";
  std::string bytes = core::read_file(file).value();
  bytes[bytes.find("<h1")] = '{';
  std::ofstream(file) << bytes;
  ASSERT_TRUE(sites.get("demo"));
  EXPECT_EQ(sites.look_at("demo").failure().code, core::FailureCode::corrupt);
  EXPECT_FALSE(sites.get("demo"));
}

TEST(LiveSites, KeepASiteThatIsInUseWhenTheyLookAtIt) {
  const Town town;
  LiveSites sites(town.published.root(), source_folder() / "site_templates");
  const auto site = sites.get("demo").value();
  EXPECT_TRUE(sites.look_at("demo"));
  EXPECT_EQ(sites.get("demo").value(), site);
}

// Its templates match the data of another program version: a value that this one lacks would leave
// a gap in the page.
TEST(LiveSites, TakeTheTemplatesAtHandForAVersionOfAnotherProgram) {
  Town town;
  for (const std::string program : {"", "0.0.9+0123456789ab"}) {
    town.complaints.clear();
    town.published.republish_as(program, "demo");
    const auto site = town.sites.get("demo");
    ASSERT_TRUE(site) << site.failure().message;
    EXPECT_NE((*site)->templates->render("portal/failure", {}), "");
    ASSERT_EQ(town.complaints.size(), 1U);
    EXPECT_NE(town.complaints[0].find("until you build again"), std::string::npos);
    EXPECT_NE(town.complaints[0].find(program), std::string::npos);
  }
  LiveSites without(town.published.root(), town.published.root() / "no_templates");
  EXPECT_EQ(without.get("demo").failure().code, core::FailureCode::corrupt);
}

// What an older program published, before there were packs.
TEST(LiveSites, SayWhatToRunWhenAVersionHasNoPack) {
  Town town;
  std::filesystem::remove(version_of(town) / "site");
  const auto site = town.sites.get("demo");
  ASSERT_FALSE(site);
  EXPECT_NE(site.failure().message.find("run generator build"), std::string::npos);
}

// A process for one request reads only packs, no YAML of the site.
TEST(LiveSites, ReadPacksAloneForOneRequest) {
  const Town town;
  const auto whole = LiveSites(town.published.root(), {}).get("demo").value();
  std::filesystem::remove_all(version_of(town) / "demo");
  std::filesystem::remove_all(version_of(town) / "calendar");
  LiveSites sites(town.published.root(), {}, {}, core::Look::quick);
  const auto quick = sites.get("demo");
  ASSERT_TRUE(quick) << quick.failure().message;
  EXPECT_EQ((*quick)->loaded.files, whole->loaded.files);
  EXPECT_EQ((*quick)->loaded.policy_texts, whole->loaded.policy_texts);
  EXPECT_EQ((*quick)->site().policy_version, whole->site().policy_version);
  EXPECT_FALSE(LiveSites(town.published.root(), {}).get("demo"));
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

TEST(LiveSites, KeepTheVersionTheyHoldWhileCurrentIsMissing) {
  Town town;
  const std::filesystem::path current = town.published.root() / "demo" / "current";
  const std::string hash = town.sites.get("demo").value()->hash;
  const std::string named = core::read_file(current).value();
  std::filesystem::remove(current);
  for (int i = 0; i < 3; ++i) {
    const auto site = town.sites.get("demo");
    ASSERT_TRUE(site) << site.failure().message;
    EXPECT_EQ((*site)->hash, hash);
  }
  EXPECT_EQ(town.complaints.size(), 1U);
  town.put_into_current(named);
  EXPECT_EQ(town.sites.get("demo").value()->hash, hash);
}

TEST(LiveSites, TellASiteWithoutAVersionFromOneThatWasTakenAway) {
  Town town;
  std::filesystem::remove(town.published.root() / "demo" / "current");
  const auto missing = town.sites.get("demo");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.failure().code, core::FailureCode::unavailable);
  std::filesystem::remove_all(town.published.root() / "demo");
  EXPECT_EQ(town.sites.get("demo").failure().code, core::FailureCode::not_found);
  LiveSites nowhere(town.published.root() / "gone", {});
  EXPECT_EQ(nowhere.get("demo").failure().code, core::FailureCode::unavailable);
}

TEST(LiveSites, TakeAwayASiteWhoseFolderIsRemoved) {
  Town town;
  ASSERT_TRUE(town.sites.get("demo"));
  std::filesystem::remove_all(town.published.root() / "demo");
  EXPECT_EQ(town.sites.get("demo").failure().code, core::FailureCode::not_found);
}

TEST(LiveSites, RememberWhetherASiteWasFit) {
  Town town;
  EXPECT_EQ(town.sites.fitness_of("demo"), Fitness::unread);
  EXPECT_TRUE(town.sites.look_at("demo"));
  EXPECT_EQ(town.sites.fitness_of("demo"), Fitness::fit);
  ASSERT_TRUE(town.sites.get("demo"));
  town.put_into_current("0123456789abcdef0123456789abcdef\n");
  (void)town.sites.get("demo");
  EXPECT_EQ(town.sites.fitness_of("demo"), Fitness::damaged);
  EXPECT_EQ(town.sites.fitness_of("pingyi"), Fitness::unread);
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

TEST(LiveSites, KeepTheOldVersionIfTheNewOneIsNotAccepted) {
  Town town;
  bool fits = true;
  LiveSites sites(town.published.root(), source_folder() / "site_templates", {}, core::Look::whole,
                  {}, [&fits](const core::PublishedSite&) -> core::Status {
                    if (fits) return core::success();
                    return core::Failure{core::FailureCode::misconfigured, "another address"};
                  });
  const std::string good = sites.get("demo").value()->hash;
  fits = false;
  town.published.republish("demo", "policy.yaml", "limits: {handle: 2 workdays}",
                           "limits: {handle: 4 workdays}");
  EXPECT_EQ(sites.get("demo").value()->hash, good);
  LiveSites other(town.published.root(), source_folder() / "site_templates", {}, core::Look::whole,
                  {}, [](const core::PublishedSite&) -> core::Status {
                    return core::Failure{core::FailureCode::misconfigured, "another address"};
                  });
  EXPECT_EQ(other.get("demo").failure().message, "another address");
}

}  // namespace
}  // namespace handler::view
