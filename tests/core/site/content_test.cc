// Checks that the sites shipped in content/ have no mistakes, and that their promises are those of
// their towns' documents.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/reading/texts.h"
#include "core/site/site.h"
#include "core/site/site_checks.h"
#include "core/site/site_loader.h"

namespace core {
namespace {

const std::filesystem::path kContent = std::filesystem::path(BANCHENG_SOURCE_DIR) / "content";
const std::vector<std::string> kTowns = {"chaoan", "pingyi", "panzhihua", "beiguan", "shaoguan"};

Site load(const std::string& id) {
  Diagnostics diagnostics;
  auto loaded = load_site(kContent / "sites" / id, kContent / "calendar", diagnostics);
  EXPECT_EQ(diagnostics.text(), Diagnostics().text()) << id;
  return loaded ? loaded->site : Site{};
}

// Every limit of a policy, one "clock tier limit" or "clock limit" per line.
std::string limits_of(const Policy& policy) {
  std::string lines;
  for (const auto& clock : policy.clocks) {
    if (!clock.by_tier) lines += clock.id + " " + to_text(clock.limit) + "\n";
    for (const auto& tier : policy.tiers) {
      const auto limit = tier.limits.find(clock.id);
      if (limit != tier.limits.end()) {
        lines += clock.id + " " + tier.id + " " + to_text(limit->second) + "\n";
      }
    }
  }
  return lines;
}

TEST(Content, EverySiteReadsWithoutAMistake) {
  for (const auto& id : kTowns) load(id);
  load("demo");
}

TEST(Content, RewordsOnlySentencesThatTheCatalogueHas) {
  Diagnostics diagnostics;
  const auto texts = std::filesystem::path(BANCHENG_SOURCE_DIR) / "site_templates/text/zh-CN";
  const auto catalogue = load_texts(texts, diagnostics);
  const auto loaded = load_site(kContent / "sites/chaoan", kContent / "calendar", diagnostics);
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->site.texts.empty());
  check_text_overrides(*loaded, catalogue, diagnostics);
  EXPECT_EQ(diagnostics.text(), Diagnostics().text());
}

TEST(Content, PromisesTheLimitsOfTheDocuments) {
  EXPECT_EQ(limits_of(load("pingyi").policy),
            "dispatch same_workday\n"
            "handle immediate on_the_spot\nhandle general 1 workday\nhandle complex 3 workdays\n");
  EXPECT_EQ(limits_of(load("panzhihua").policy),
            "dispatch at_once\n"
            "handle simple on_the_spot\nhandle general 2 workdays\nhandle complex 5 workdays\n");
  EXPECT_EQ(limits_of(load("beiguan").policy),
            "dispatch at_once\n"
            "handle blue 3 workdays\nhandle yellow 5 workdays\nhandle red 10 workdays\n");
  EXPECT_EQ(limits_of(load("shaoguan").policy),
            "handle on_the_spot on_the_spot\nhandle general 2 workdays\nhandle complex 5 workdays\n"
            "feed_back 0.5 workday\n");
  EXPECT_EQ(limits_of(load("chaoan").policy), "");
}

TEST(Content, LetsOnlyPingyiExtendOnceBySevenWorkdays) {
  for (const auto& id : kTowns) {
    for (const auto& clock : load(id).policy.clocks) {
      const bool extends = id == "pingyi" && clock.id == "handle";
      ASSERT_EQ(clock.extend.has_value(), extends) << id << " " << clock.id;
      if (!extends) continue;
      EXPECT_EQ(clock.extend->workdays, 7);
      EXPECT_EQ(clock.extend->times, 1);
      EXPECT_EQ(clock.extend->approved_by, Role::leader_on_duty);
    }
  }
}

TEST(Content, KeepsAComplexCaseOfPanzhihuaOpenAfterItsProgressReply) {
  const auto site = load("panzhihua");
  ASSERT_NE(site.policy.tier("complex"), nullptr);
  EXPECT_EQ(site.policy.tier("complex")->means, TierMeans::progress);
}

TEST(Content, PrintsTheRostersComplete) {
  const auto entries = [](const Site& site) {
    const auto* group = site.body("working_group");
    return group ? group->roster.size() : 0;
  };
  EXPECT_EQ(entries(load("pingyi")), 7U);
  EXPECT_EQ(entries(load("beiguan")), 38U);
  EXPECT_EQ(entries(load("chaoan")), 42U);  // three people, 38 units, the leaders of the towns
}

TEST(Content, InventsNoPhoneAddressOrHoursForARealTown) {
  for (const auto& id : kTowns) {
    const auto site = load(id);
    EXPECT_FALSE(site.policy.hours.published) << id;
    EXPECT_EQ(site.identity.standing, Standing::sample) << id;
    for (const auto& window : site.windows) {
      EXPECT_EQ(window.phone + window.address, "") << id << " " << window.id;
      EXPECT_FALSE(window.hours.has_value()) << id << " " << window.id;
    }
    for (const auto& unit : site.units) {
      EXPECT_EQ(unit.phone + unit.address + unit.deputy + unit.liaison, "") << id << " " << unit.id;
    }
    for (const auto& referral : site.policy.referrals) {
      EXPECT_TRUE(referral.phone.empty() || referral.phone == "12345") << id << " " << referral.id;
    }
  }
}

TEST(Content, NamesPeopleOnlyWithTheDocumentThatPublishedThem) {
  for (const auto& id : kTowns) {
    for (const auto& body : load(id).bodies) {
      const bool names =
          std::ranges::any_of(body.roster, [](const auto& entry) { return !entry.name.empty(); });
      EXPECT_TRUE(!names || !body.source.empty()) << id << " " << body.id;
    }
  }
}

}  // namespace
}  // namespace core
