// Until when what a case holds is kept: by the calendar, from its end, never while it is open,
// merged or on hold.
#include "handler/cases/jobs/retention.h"

#include <gtest/gtest.h>

#include "tests/handler/cases/random_lives.h"

namespace handler::cases {
namespace {

using core::CalendarSpan;
using core::Kept;
using core::Retention;
using testing::CaseLife;

constexpr const char* kReportedAt = "2026-09-24 09:00";

Retention keeps(int identity, int words, CalendarSpan::Unit unit = CalendarSpan::Unit::years) {
  return {.times = {{Kept::identity, {identity, unit}}, {Kept::words, {words, unit}}}};
}

core::Json part(int id) {
  return {{"part", id}, {"commitment", "c"}};
}

void submit(CaseLife& life) {
  life.submit(kReportedAt, {{"kind", "matter"}, {"identity", part(901)}, {"words", part(902)}});
}

void submit_and_close(CaseLife& life) {
  submit(life);
  ASSERT_EQ(life.act(kReportedAt, "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act(kReportedAt, "reply_on_the_spot"), "");
  ASSERT_EQ(life.act(kReportedAt, "feed_back"), "");
  ASSERT_EQ(life.act(kReportedAt, "close"), "");
}

std::string last_days(const Case& subject, const Retention& own, const Retention& present = {}) {
  std::string text;
  for (const KeptUntil& each : kept_until(own, present, subject))
    text += std::string(core::to_text(each.kept)) + " " + core::to_iso(each.last) + " ";
  return text;
}

std::vector<Kept> due(const Case& subject, const std::string& today,
                      const Retention& own = keeps(3, 5), const Retention& present = {}) {
  return due_classes(own, present, subject, core::day_from_iso(today).value());
}

TEST(Retention, CountsCalendarDaysFromTheEndAndKeepsTheLastDay) {
  CaseLife life(testing::py());
  submit_and_close(life);
  EXPECT_EQ(last_days(life.now(), keeps(3, 5)), "identity 2029-09-24 words 2031-09-24 ");
  EXPECT_EQ(due(life.now(), "2029-09-24"), std::vector<Kept>{});
  EXPECT_EQ(due(life.now(), "2029-09-25"), std::vector<Kept>{Kept::identity});
  EXPECT_EQ(due(life.now(), "2031-09-25"), (std::vector<Kept>{Kept::identity, Kept::words}));
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), test::moment("2029-09-25 00:00"));
}

TEST(Retention, OfThePresentPolicyOnlyLengthensAndFillsIn) {
  CaseLife life(testing::py());
  submit_and_close(life);
  EXPECT_EQ(last_days(life.now(), keeps(3, 5), keeps(1, 6)),
            "identity 2029-09-24 words 2032-09-24 ");
  EXPECT_EQ(last_days(life.now(), {}, keeps(1, 2)), "identity 2027-09-24 words 2028-09-24 ");
  EXPECT_EQ(last_days(life.now(), keeps(3, 5), {}), "identity 2029-09-24 words 2031-09-24 ");
  EXPECT_EQ(last_days(life.now(), {}, {}), "");
  EXPECT_EQ(due(life.now(), "2126-01-01", {}), std::vector<Kept>{});
}

TEST(Retention, NeverTouchesAnOpenCase) {
  CaseLife life(testing::py());
  submit(life);
  EXPECT_EQ(spared(life.now()), Spared::open);
  EXPECT_EQ(last_days(life.now(), keeps(1, 1)), "");
  EXPECT_EQ(due(life.now(), "2126-01-01"), std::vector<Kept>{});
  EXPECT_FALSE(depends_on_retention(life.now()));
}

TEST(Retention, WaitsForARectificationAndForAnotherRound) {
  CaseLife life(testing::with_aftercare(testing::py()));
  submit_and_close(life);
  EXPECT_EQ(due(life.now(), "2126-01-01").size(), 2U);
  ASSERT_EQ(life.report("2026-09-25 09:00", "evaluate", {{"grade", "bad"}}), "");
  EXPECT_EQ(due(life.now(), "2126-01-01").size(), 0U);
  ASSERT_EQ(life.act("2026-09-25 10:00", "rectify"), "");
  EXPECT_EQ(due(life.now(), "2126-01-01").size(), 2U);
  ASSERT_EQ(life.report("2026-09-26 09:00", "ask_reopening", {{"words", "还没有"}}), "");
  EXPECT_EQ(due(life.now(), "2126-01-01").size(), 0U);
  ASSERT_EQ(life.act("2026-09-28 09:00", "reopen"), "");
  EXPECT_EQ(spared(life.now()), Spared::open);
  EXPECT_FALSE(life.now().ended_at.has_value());
}

TEST(Retention, IsPutOffByAHoldUntilItIsLifted) {
  CaseLife life(testing::py());
  submit_and_close(life);
  ASSERT_EQ(life.act("2026-10-01 09:00", "release"), "not_on_hold");
  ASSERT_EQ(life.act("2026-10-01 09:00", "hold"), "");
  EXPECT_EQ(life.act("2026-10-01 09:00", "hold"), "on_hold_already");
  EXPECT_EQ(spared(life.now()), Spared::on_hold);
  EXPECT_EQ(due(life.now(), "2126-01-01").size(), 0U);
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), std::nullopt);
  ASSERT_EQ(life.act("2030-10-01 09:00", "release"), "");
  EXPECT_EQ(due(life.now(), "2030-10-01"), std::vector<Kept>{Kept::identity});
}

TEST(Retention, IsPutOffOnlyByTheRolesOfThePolicy) {
  core::Site site = testing::py();
  site.policy.retention.hold_by = {core::Role::leader_on_duty};
  CaseLife life(site);
  submit_and_close(life);
  const StaffMember window = testing::only(site, core::Role::front_desk);
  const StaffMember leader = testing::only(site, core::Role::leader_on_duty);
  EXPECT_EQ(life.act_as(window, "2026-10-01 09:00", "hold"), "not_allowed");
  EXPECT_EQ(life.act_as(leader, "2026-10-01 09:00", "hold"), "");
}

TEST(Retention, ForgetsWhatWasDestroyedAndLetsNothingFollowButAHold) {
  CaseLife life(testing::with_aftercare(testing::py()));
  submit_and_close(life);
  const std::vector<std::int64_t> words = standing_parts(life.now(), Kept::words);
  EXPECT_EQ(standing_parts(life.now(), Kept::identity), std::vector<std::int64_t>{901});
  life.note("2029-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"identity"}}, {"parts", {901}}});
  EXPECT_TRUE(standing_parts(life.now(), Kept::identity).empty());
  EXPECT_EQ(due(life.now(), "2029-09-25"), std::vector<Kept>{});
  EXPECT_FALSE(possible_reporter_actions(life.rules(), life.now(), test::moment("2029-09-25 09:00"))
                   .empty());
  life.note("2031-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"words"}}, {"parts", words}});
  EXPECT_TRUE(life.now().has_lost(Kept::words));
  EXPECT_FALSE(depends_on_retention(life.now()));
  EXPECT_EQ(life.act("2031-09-26 09:00", "reopen"), "destroyed");
  EXPECT_EQ(life.report("2031-09-26 09:00", "ask_reopening", {{"words", "再办"}}), "destroyed");
  EXPECT_EQ(life.act("2031-09-26 09:00", "hold"), "");
}

TEST(Retention, OfAMainCaseAlsoEndsThatOfMergedOnesThatHaveSomethingLeft) {
  CaseLife life(testing::py());
  submit_and_close(life);
  life.note("2026-09-25 09:00", EventType::merged_in, {{"from", 7}});
  EXPECT_EQ(spared(life.now()), Spared::open) << "the other reporter was not told";
  life.note("2026-09-25 09:00", EventType::absorbed_told, {{"cases", {7}}});
  const std::vector<std::int64_t> words = standing_parts(life.now(), Kept::words);
  life.note("2026-09-26 09:00", EventType::parts_destroyed,
            {{"cause", "request"}, {"classes", {"identity"}}, {"parts", {901}}});
  EXPECT_EQ(due(life.now(), "2029-09-25"), std::vector<Kept>{Kept::identity});
  life.note("2029-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"identity"}}, {"parts", core::Json::array()}});
  EXPECT_EQ(due(life.now(), "2029-09-25"), std::vector<Kept>{});
}

TEST(Retention, OfFilesIsAClassOfItsOwn) {
  EXPECT_EQ(class_of("file1"), Kept::files);
  EXPECT_EQ(class_of("file4"), Kept::files);
  EXPECT_EQ(class_of("files"), Kept::words);
  EXPECT_EQ(class_of("identity"), Kept::identity);
  CaseLife life(testing::py());
  life.submit(
      kReportedAt,
      {{"kind", "matter"}, {"words", part(902)}, {"file1", part(905)}, {"file2", part(906)}});
  EXPECT_EQ(standing_parts(life.now(), Kept::files), (std::vector<std::int64_t>{905, 906}));
  EXPECT_EQ(standing_parts(life.now(), Kept::words), std::vector<std::int64_t>{902});
  life.note("2026-09-25 09:00", EventType::parts_destroyed,
            {{"cause", "request"}, {"classes", {"files"}}, {"parts", {905}}});
  EXPECT_EQ(standing_parts(life.now(), Kept::files), std::vector<std::int64_t>{906});
  EXPECT_FALSE(life.now().has_lost(Kept::words));
}

TEST(Retention, OfAMainCaseAlsoEndsThatOfTheFilesOfMergedOnes) {
  Retention brief = keeps(3, 5);
  brief.times[Kept::files] = {1, CalendarSpan::Unit::years};
  CaseLife life(testing::py());
  submit_and_close(life);
  EXPECT_EQ(last_days(life.now(), brief), "identity 2029-09-24 words 2031-09-24 ")
      << "it has no files";
  life.note("2026-09-25 09:00", EventType::merged_in, {{"from", 7}});
  life.note("2026-09-25 09:00", EventType::absorbed_told, {{"cases", {7}}});
  EXPECT_EQ(due(life.now(), "2027-09-25", brief), std::vector<Kept>{Kept::files});
  life.note("2027-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"files"}}, {"parts", core::Json::array()}});
  EXPECT_EQ(due(life.now(), "2027-09-25", brief), std::vector<Kept>{});
}

TEST(Retention, OfAnEarlierRoundSaysNothingOfWhatWasMergedSince) {
  CaseLife life(testing::py());
  submit_and_close(life);
  life.note("2029-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"identity"}}, {"parts", {901}}});
  // Opened again afterwards, merged with another case, and closed again.
  Case again = life.now();
  again.ended_at = test::moment("2029-10-08 10:00");
  again.absorbed = {7};
  again.absorbed_told = {7};
  EXPECT_EQ(last_days(again, keeps(3, 5)), "identity 2032-10-08 words 2034-10-08 ");
}

TEST(Retention, OfAMergedCaseTakesWhatWasWrittenAfterItsTime) {
  CaseLife life(testing::py());
  submit(life);
  life.note(kReportedAt, EventType::merged, {{"into", 1}});
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), std::nullopt);
  life.note("2031-09-25 00:00", EventType::parts_destroyed,
            {{"cause", "retention"}, {"classes", {"words"}}, {"parts", {902}}});
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), std::nullopt);
  life.note("2031-10-01 09:00", EventType::hold_set, {{"reason", part(903)}});
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), std::nullopt);
  life.note("2031-10-02 09:00", EventType::hold_lifted, {{"reason", part(904)}});
  EXPECT_EQ(destruction_due(keeps(3, 5), {}, life.now()), test::moment("2031-09-25 00:00"));
  EXPECT_EQ(due(life.now(), "2031-10-02"), std::vector<Kept>{Kept::words});
}

TEST(Retention, HasAWordFromWhichItsTimesCanBeRead) {
  for (const Retention& one : {keeps(3, 5), keeps(1, 999, CalendarSpan::Unit::days), Retention{}}) {
    const std::string word = retention_word(one);
    EXPECT_EQ(retention_of_word(word).value().times, one.times) << word;
  }
  for (const char* other : {"", "?", "identity", "identity 1 years", "photos 3 years",
                            "words 3 years, identity 3 years", "identity 3 years,"})
    EXPECT_FALSE(retention_of_word(other)) << other;
}

TEST(Retention, NeverDestroysAnythingOfALifeThatIsNotOver) {
  const Retention brief = keeps(1, 1, CalendarSpan::Unit::days);
  int destroyed = 0;
  testing::live(31, [&](const CaseLife& life, const testing::Before&, core::Instant at) {
    const Case subject = life.now();
    const core::Day late = core::day_of(at) + std::chrono::days{40'000};
    const std::vector<Kept> classes = due_classes(brief, {}, subject, late);
    EXPECT_EQ(classes.empty(), !destruction_due(brief, {}, subject).has_value());
    if (classes.empty()) return;
    destroyed += 1;
    EXPECT_TRUE(testing::is_over(subject.state));
    EXPECT_FALSE(subject.merged_into || subject.on_hold || subject.reopening_asked);
    EXPECT_TRUE(!subject.evaluation || !subject.evaluation->unhappy ||
                subject.evaluation->rectified);
    EXPECT_TRUE(due_classes(brief, {}, subject, core::day_of(*subject.ended_at)).empty());
  });
  EXPECT_GT(destroyed, 0);
}

}  // namespace
}  // namespace handler::cases
