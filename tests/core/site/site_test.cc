// A loaded site: the model has the data of each file, windows inherit, and a policy version is the
// hash of its texts.
#include "core/site/site.h"

#include <gtest/gtest.h>

#include "core/site/calendar_files.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

constexpr Day day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                               static_cast<int>(day_of_month));
}

LoadedSite loaded(const tests::SiteCopy& copy) {
  Diagnostics diagnostics;
  auto site = copy.load(diagnostics);
  EXPECT_TRUE(site.has_value()) << diagnostics.text();
  return std::move(*site);
}

class LoadedSiteTest : public testing::Test {
 protected:
  tests::SiteCopy copy_{BANCHENG_SOURCE_DIR};
  Site site_ = loaded(copy_).site;
};

TEST_F(LoadedSiteTest, KnowsWhoItIs) {
  const SiteIdentity& identity = site_.identity;
  EXPECT_EQ(identity.id, "yangli");
  EXPECT_EQ(identity.standing, Standing::sample);
  EXPECT_EQ(identity.serial_prefix, "YL");
  EXPECT_EQ(identity.purpose, std::vector<std::string>{"材料交了没人收，可以到这里说。"});
  EXPECT_EQ(identity.hotline, "12345");
  EXPECT_EQ(identity.site_url, "/yangli/");
  EXPECT_EQ(identity.opens, day(2025, 3, 3));
}

TEST_F(LoadedSiteTest, LiesWhereTheBaseUrlSaysUnlessItsFileSaysOtherwise) {
  SiteIdentity identity = site_.identity;
  identity.place_at("/window/");
  EXPECT_EQ(identity.site_url, "/window/yangli/");
  EXPECT_EQ(identity.handler_url, "/handle");  // as site.yaml says
  identity.has_own_handler_url = false;
  identity.place_at("/other/");
  EXPECT_EQ(identity.handler_url, "/other/handle");
  EXPECT_EQ(identity.site_url, "/other/yangli/");
}

TEST_F(LoadedSiteTest, SaysWhoLetsOutWhatEditorsChange) {
  Site site = site_;
  EXPECT_FALSE(needs_second_person(site)) << "a sample";
  site.identity.standing = Standing::official;
  EXPECT_TRUE(needs_second_person(site));
  site.policy.approval = Approval::author;
  EXPECT_FALSE(needs_second_person(site));
  site.identity.standing = Standing::sample;
  site.policy.approval = Approval::second_person;
  EXPECT_TRUE(needs_second_person(site));
}

TEST_F(LoadedSiteTest, HasThePolicyOfItsFile) {
  const Policy& policy = site_.policy;
  EXPECT_EQ(policy.effective_from, day(2025, 3, 3));
  EXPECT_TRUE(policy.hours.published);
  EXPECT_EQ(to_text(*policy.materials_within), "5 workdays");
  EXPECT_TRUE(policy.kind("conduct")->restricted);
  EXPECT_EQ(policy.tier("general")->colour, "blue");
  EXPECT_EQ(policy.tier("complex")->means, TierMeans::resolve_or_reply);
  EXPECT_TRUE(policy.role(Role::leader_on_duty)->from_duty_roster);
  EXPECT_EQ(policy.role(Role::auditor), nullptr);
  EXPECT_EQ(policy.exclusion("legal_bar")->referral, std::vector<std::string>{"hotline"});
  EXPECT_FALSE(policy.exclusion("legal_bar")->not_applied);
  EXPECT_EQ(policy.referral("hotline")->phone, "12345");
  EXPECT_EQ(policy.step_of(CaseState::handling)->id, "handle");
  EXPECT_EQ(policy.tier("none"), nullptr);
}

TEST_F(LoadedSiteTest, HasItsClocksWithExtensionAndBreach) {
  const PolicyClock& clock = *site_.policy.clock("handle");
  EXPECT_EQ(clock.from, Milestone::dispatched);
  EXPECT_EQ(clock.until, Milestone::replied);
  EXPECT_EQ(clock.extend->workdays, 7);
  EXPECT_EQ(clock.extend->approved_by, Role::leader_on_duty);
  ASSERT_EQ(clock.on_breach.size(), 2u);
  EXPECT_EQ(clock.on_breach[0].when, BreachAction::When::unless_extended);
  EXPECT_EQ(clock.on_breach[0].act, BreachAction::Act::notify);
  EXPECT_EQ(clock.on_breach[1].act, BreachAction::Act::escalate);
  EXPECT_EQ(clock.on_breach[1].target, "inspection");
}

TEST_F(LoadedSiteTest, GivesALimitByTierOrForAll) {
  const Policy& policy = site_.policy;
  const PolicyClock& handle = *policy.clock("handle");
  const PolicyClock& dispatch = *policy.clock("dispatch");
  EXPECT_EQ(to_text(*policy.limit_of(handle, policy.tier("complex"))), "5 workdays");
  EXPECT_EQ(policy.limit_of(handle, nullptr), std::nullopt);
  EXPECT_EQ(to_text(*policy.limit_of(dispatch, nullptr)), "same_workday");
}

TEST_F(LoadedSiteTest, CountsWithItsClosuresAndTheNotices) {
  EXPECT_FALSE(site_.calendar.is_workday(day(2026, 3, 26)));
  EXPECT_FALSE(site_.calendar.is_workday(day(2026, 1, 1)));
  EXPECT_TRUE(site_.calendar.is_workday(day(2026, 1, 4)));
}

TEST_F(LoadedSiteTest, HandsHoursAndPhonesDownTheWindows) {
  EXPECT_EQ(site_.windows[0].hall, "样例县政务服务中心");
  EXPECT_EQ(to_text(*site_.windows[0].hours), "09:00-12:00, 13:30-17:00");
  EXPECT_EQ(site_.window("east")->phone, "0999-5550001");
  EXPECT_EQ(to_text(*site_.window("bridge")->hours), "08:30-12:00, 14:00-17:00");
  EXPECT_EQ(site_.window("bridge")->phone, "0999-5550003");
}

TEST_F(LoadedSiteTest, PutsAWindowWithoutAParentBelowTheMainOne) {
  ASSERT_TRUE(copy_.edit("windows.yaml", "level: town, parent: main", "level: town"));
  EXPECT_EQ(loaded(copy_).site.window("east")->parent, "main");
  EXPECT_EQ(loaded(copy_).site.windows[0].parent, "");
}

TEST_F(LoadedSiteTest, PrintsNoAssumedHoursAtAWindow) {
  ASSERT_TRUE(copy_.edit("policy.yaml", "hours: 09:00-12:00, 13:30-17:00\n", ""));
  const Site site = loaded(copy_).site;
  EXPECT_FALSE(site.policy.hours.published);
  EXPECT_EQ(to_text(site.policy.hours), "09:00-12:00, 13:30-17:00");
  EXPECT_FALSE(site.windows[0].hours.has_value());
}

TEST_F(LoadedSiteTest, HasDirectoryDutyAndDocuments) {
  EXPECT_EQ(site_.unit("water")->type, "enterprise");
  EXPECT_EQ(site_.unit("housing")->liaison, "白晓晴");
  EXPECT_EQ(site_.body("group")->roster[1].post, "各镇镇长");
  EXPECT_TRUE(site_.body("desk")->roster[1].concurrent);
  EXPECT_EQ(site_.body("group")->as_of, day(2025, 3, 3));
  EXPECT_EQ(site_.duty.entries[1].to, day(2026, 11, 15));
  EXPECT_TRUE(site_.documents[1].basis);
  EXPECT_EQ(site_.documents[0].number, "样政〔2025〕1号");
  EXPECT_EQ(site_.texts.at("process.lead"), "一共三步，{date}起实行。");
}

TEST_F(LoadedSiteTest, KeepsTheBytesOfEveryFileThatWasRead) {
  const LoadedSite all = loaded(copy_);
  EXPECT_EQ(all.files.size(), 14u);
  EXPECT_TRUE(all.files.at("calendar/2026.yaml").starts_with("schema: 1\nyear: 2026\n"));
  EXPECT_EQ(all.policy_texts.size(), 2u);
  EXPECT_EQ(all.policy_texts.at("policy.yaml"), all.files.at("policy.yaml"));
}

TEST_F(LoadedSiteTest, NeedsNoOptionalFile) {
  for (const char* name : {"duty.yaml", "forms.yaml", "measures.yaml", "texts.yaml"}) {
    copy_.remove(name);
  }
  EXPECT_EQ(copy_.complaints(), "");
}

TEST_F(LoadedSiteTest, WarnsOfAFileThatNobodyReads) {
  copy_.write("unit.yaml", "x");
  copy_.write("calendar/notes.txt", "x");
  EXPECT_EQ(
      copy_.complaints(),
      "calendar/notes.txt: warning[site.unknown-file]: 'notes.txt' is not a calendar\n"
      "      hint: calendars are called after their year, like 2026.yaml\n"
      "yangli/unit.yaml: warning[site.unknown-file]: no file of a site is called 'unit.yaml'\n"
      "      hint: did you mean 'units.yaml'?\n"
      "2 warnings\n");
}

TEST_F(LoadedSiteTest, IsNothingWithoutItsFolder) {
  Diagnostics diagnostics;
  EXPECT_FALSE(load_site(copy_.root() / "nowhere", copy_.root() / "calendar", diagnostics));
  ASSERT_EQ(diagnostics.sorted().size(), 1u);
  EXPECT_EQ(diagnostics.sorted()[0].code, "site.unreadable");
}

TEST_F(LoadedSiteTest, IsFoundBehindASlashAndInTheFolderItself) {
  Diagnostics diagnostics;
  EXPECT_TRUE(load_site(copy_.root() / "yangli/", copy_.root() / "calendar", diagnostics))
      << diagnostics.text();
}

TEST_F(LoadedSiteTest, SaysOfAnEmptyFileNothingButThat) {
  copy_.write("site.yaml", "");
  const std::string said = copy_.complaints();
  EXPECT_NE(said.find("the site must be a map, but is empty"), std::string::npos) << said;
  EXPECT_NE(said.find("\n1 error\n"), std::string::npos) << said;
}

TEST_F(LoadedSiteTest, DoesNotStopForTheMistakesOfAnother) {
  Diagnostics diagnostics;
  diagnostics.error({"other/site.yaml"}, "x", say("x"));
  EXPECT_TRUE(copy_.load(diagnostics).has_value());
}

TEST_F(LoadedSiteTest, ReadsItsPolicyVersionAgainFromItsTexts) {
  const LoadedSite all = loaded(copy_);
  const auto version = read_policy_version(all.policy_texts);
  ASSERT_TRUE(version.ok()) << version.failure().message;
  EXPECT_EQ(version->version, all.site.policy_version);
  EXPECT_EQ(version->policy.clocks.size(), 2u);
  EXPECT_FALSE(version->time.calendar.is_workday(day(2026, 3, 26)));
  EXPECT_EQ(to_text(version->time.hours), to_text(all.site.policy.hours));
}

TEST_F(LoadedSiteTest, HasAnotherVersionAfterAnyChangeOfPolicyOrCalendarOnly) {
  const std::string before = site_.policy_version;
  ASSERT_TRUE(copy_.edit("units.yaml", "县住建局", "县住房局"));
  EXPECT_EQ(loaded(copy_).site.policy_version, before);
  ASSERT_TRUE(copy_.edit("policy.yaml", "handle: 5 workdays", "handle: 6 workdays"));
  const std::string after_policy = loaded(copy_).site.policy_version;
  EXPECT_NE(after_policy, before);
  ASSERT_TRUE(copy_.edit("calendar/2026.yaml", "to: 2026-01-03", "to: 2026-01-02"));
  EXPECT_NE(loaded(copy_).site.policy_version, after_policy);
}

// A case keeps its version for years, and programs become stricter.
TEST_F(LoadedSiteTest, ReadsAVersionThatItWouldNotPublishAnyMore) {
  PolicyTexts texts = loaded(copy_).policy_texts;
  texts["policy.yaml"] += "a_key_that_is_gone: 1\n";
  EXPECT_TRUE(read_policy_version(texts).ok());
  std::string& policy = texts["policy.yaml"];
  policy.replace(policy.find("approved_by: leader_on_duty"), 27, "approved_by: editor");
  EXPECT_TRUE(read_policy_version(texts).ok());
}

TEST_F(LoadedSiteTest, CallsAVersionCorruptInWhichAValueHasNoMeaning) {
  PolicyTexts texts = loaded(copy_).policy_texts;
  std::string& policy = texts["policy.yaml"];
  policy.replace(policy.find("until: dispatched"), 17, "until: handed_out");
  EXPECT_EQ(read_policy_version(texts).failure().code, FailureCode::corrupt);
  texts.erase("policy.yaml");
  EXPECT_EQ(read_policy_version(texts).failure().code, FailureCode::corrupt);
}

TEST(CalendarYears, AreMissedFromNovemberOn) {
  CalendarYear year;
  year.year = 2026;
  const Calendar calendar({year}, {});
  Diagnostics october;
  check_calendar_years(calendar, day(2026, 10, 31), october);
  EXPECT_EQ(october.text(), "");
  Diagnostics november;
  check_calendar_years(calendar, day(2026, 11, 1), november);
  EXPECT_EQ(november.text(),
            "calendar/2027.yaml: warning[calendar.missing]: the notice for 2027 is missing: its "
            "dates are provisional\n"
            "      hint: write the file when the State Council has published its holidays\n"
            "1 warning\n");
  year.unnamed = {"春节"};
  Diagnostics half;
  check_calendar_years(Calendar({year}, {}), day(2026, 3, 1), half);
  EXPECT_EQ(half.text(),
            "calendar/2026.yaml: warning[calendar.incomplete]: the notice for 2026 does not name "
            "春节: its dates are provisional\n"
            "      hint: write every holiday of the notice; the names must contain these words\n"
            "1 warning\n");
  Diagnostics next_year;
  check_calendar_years(calendar, day(2027, 2, 1), next_year);
  EXPECT_FALSE(next_year.has_errors());
  EXPECT_FALSE(next_year.empty());
}

}  // namespace
}  // namespace core
