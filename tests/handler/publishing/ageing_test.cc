// What grows old, to the day.
#include "handler/publishing/ageing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/notices.h"
#include "tests/support/sample_site.h"

namespace handler::publishing {
namespace {

using test::day;

using What = Ageing::What;

// Everything fresh on 2026-06-01.
core::Site fresh_site() {
  core::Site site = tests::sample_site();
  site.bodies.clear();
  core::Body body;
  body.name = "领导小组";
  body.as_of = day("2026-01-01");
  core::RosterEntry head;
  head.role = "组长";
  head.name = "甲";
  body.roster = {head};
  site.bodies.push_back(body);
  core::DutyEntry week;
  week.from = day("2026-06-01");
  week.to = day("2026-06-30");
  site.duty.entries = {week};
  site.measures = {core::Measure{.id = "one"}};
  site.documents = {core::Document{.id = "one"}};
  core::Article article;
  article.date = day("2026-05-01");
  site.publications.news = {article};
  site.publications.stories = {article};
  core::Statistics figures;
  figures.as_of = day("2026-04-08");
  site.publications.statistics = figures;
  return site;
}

std::size_t count(const core::Site& site, const char* today, What what) {
  const std::vector<Ageing> found = grown_old(site, day(today));
  return static_cast<std::size_t>(std::ranges::count(found, what, &Ageing::what));
}

TEST(Ageing, FindsNothingInWhatIsFresh) {
  EXPECT_TRUE(grown_old(fresh_site(), day("2026-06-01")).empty());
}

TEST(Ageing, CountsToTheDay) {
  const core::Site site = fresh_site();
  EXPECT_EQ(count(site, "2026-07-08", What::figures), 0U);
  EXPECT_EQ(count(site, "2026-07-09", What::figures), 1U);
  EXPECT_EQ(count(site, "2026-11-01", What::news), 0U);
  EXPECT_EQ(count(site, "2026-11-02", What::news), 1U);
  EXPECT_EQ(count(site, "2027-01-01", What::roster), 0U);
  EXPECT_EQ(count(site, "2027-01-02", What::roster), 1U);
  EXPECT_EQ(count(site, "2026-06-16", What::duty_ends), 0U);
  EXPECT_EQ(count(site, "2026-06-17", What::duty_ends), 1U);
}

TEST(Ageing, FindsPostsThatEnded) {
  core::Site site = fresh_site();
  site.bodies.front().roster.front().to = day("2026-06-01");
  EXPECT_EQ(count(site, "2026-06-01", What::post_ended), 0U);
  const std::vector<Ageing> found = grown_old(site, day("2026-06-02"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().name, "领导小组 组长 甲");
  EXPECT_EQ(found.front().day, day("2026-06-01"));
}

TEST(Ageing, FindsEmptyColumnsButNoDutyThatIsOnlyARule) {
  core::Site site = fresh_site();
  site.publications = {};
  site.measures.clear();
  site.documents.clear();
  site.duty.entries.clear();
  EXPECT_EQ(count(site, "2026-06-01", What::empty), 5U);
  EXPECT_EQ(count(site, "2026-06-01", What::duty_ends), 0U);
}

}  // namespace
}  // namespace handler::publishing
