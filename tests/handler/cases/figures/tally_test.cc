// The numerator and denominator of each rate, case by case.
#include "handler/cases/figures/tally.h"

#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::moment;

constexpr const char* kNow = "2026-10-12 10:00";

void reach(CaseLife& life, const std::string& unit = "civil") {
  life.submit("2026-09-28 09:00");
  EXPECT_EQ(life.act("2026-09-28 09:10", "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(life.act("2026-09-28 09:20", "dispatch", {{"unit", unit}}), "");
}

void answer_and_close(CaseLife& life, const std::string& at,
                      const std::string& outcome = "resolved") {
  EXPECT_EQ(life.act(at, "reply", {{"outcome", outcome}}), "");
  EXPECT_EQ(life.act(at, "feed_back"), "");
  EXPECT_EQ(life.act(at, "close"), "");
}

void add(Tally& tally, CaseLife& life) {
  const Case folded = life.now();
  tally.add({life.site().policy, folded, life.events()});
}

// "responded 1/2 completed 0/1 ..."
std::string rates(const Tally& tally, const core::Policy& policy) {
  std::string text;
  for (const core::Kpi& kpi : tally.kpis(policy, {})) {
    text +=
        kpi.id + " " + std::to_string(kpi.numerator) + "/" + std::to_string(kpi.denominator) + " ";
  }
  return text;
}

// The rates of one case.
std::string rates_of(CaseLife& life) {
  Tally tally(moment(kNow));
  add(tally, life);
  core::Policy policy = life.site().policy;
  return rates(tally, policy);
}

TEST(Tally, CountsAReportThatNobodyHasLookedAtAsUnanswered) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  EXPECT_TRUE(rates_of(life).starts_with("responded 0/1 completed 0/0 "));
}

TEST(Tally, CountsADeclineAsAResponseAndAsNothingToComplete) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  const std::string exclusion = life.site().policy.exclusions.front().id;
  const std::string referral = life.site().policy.referrals.front().id;
  ASSERT_EQ(
      life.act("2026-09-28 09:10", "decline", {{"exclusion", exclusion}, {"referral", referral}}),
      "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 1/1 completed 0/0 "));
}

TEST(Tally, LeavesOutWhoLeftBeforeTheWindowSaidAnything) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.report("2026-09-28 09:05", "withdraw"), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 0/0 "));
}

TEST(Tally, CountsWhatWasToldInAMergeThatWasUndoneAsNoResponse) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:05", "merge", {{"into", "8"}}), "");
  ASSERT_EQ(life.act("2026-09-28 09:10", "tell_merged"), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 1/1 "));
  ASSERT_EQ(life.act("2026-09-28 09:20", "undo_merge"), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 0/1 "));
}

TEST(Tally, CountsWhatIsClosedInTimeAsDoneInTime) {
  CaseLife life(testing::py());
  reach(life);
  answer_and_close(life, "2026-09-29 16:00");
  EXPECT_NE(rates_of(life).find("completed 1/1 "), std::string::npos);
  EXPECT_NE(rates_of(life).find("on_time 1/1 "), std::string::npos);
}

TEST(Tally, CountsWhatIsClosedLateAsDoneButNotInTime) {
  CaseLife life(testing::py());
  reach(life);
  answer_and_close(life, "2026-10-08 10:00");
  EXPECT_NE(rates_of(life).find("completed 1/1 "), std::string::npos);
  EXPECT_NE(rates_of(life).find("on_time 0/1 "), std::string::npos);
}

TEST(Tally, AsksNobodyToCompleteWhatTheLawForbids) {
  CaseLife life(testing::py());
  reach(life);
  answer_and_close(life, "2026-09-29 10:00", "cannot");
  EXPECT_NE(rates_of(life).find("responded 1/1 completed 0/0 "), std::string::npos);
}

TEST(Tally, CountsAVisitAfterTheEnd) {
  CaseLife life(testing::py());
  reach(life);
  answer_and_close(life, "2026-09-29 10:00");
  EXPECT_NE(rates_of(life).find("revisited 0/1 "), std::string::npos);
  ASSERT_EQ(life.act("2026-09-30 10:00", "visit"), "");
  EXPECT_NE(rates_of(life).find("revisited 1/1 "), std::string::npos);
}

// A town that asks for evaluations and reopens cases.
core::Site town_that_asks() {
  core::Site site = testing::py();
  site.policy.grades = {{.id = "good", .name = "满意"},
                        {.id = "bad", .name = "不满意", .unhappy = true}};
  site.policy.reopening = true;
  return site;
}

TEST(Tally, KeepsABadRatingThroughReopening) {
  CaseLife life(town_that_asks());
  reach(life);
  answer_and_close(life, "2026-09-29 10:00");
  ASSERT_EQ(life.report("2026-09-29 11:00", "evaluate", {{"grade", "bad"}}), "");
  EXPECT_NE(rates_of(life).find("satisfied 0/1 "), std::string::npos);
  ASSERT_EQ(life.act("2026-09-29 12:00", "rectify"), "");
  ASSERT_EQ(life.act("2026-09-29 14:30", "reopen"), "");
  EXPECT_NE(rates_of(life).find("satisfied 0/1 "), std::string::npos);
  answer_and_close(life, "2026-09-30 10:00");
  EXPECT_NE(rates_of(life).find("satisfied 0/1 "), std::string::npos);
  ASSERT_EQ(life.report("2026-09-30 11:00", "evaluate", {{"grade", "good"}}), "");
  EXPECT_NE(rates_of(life).find("satisfied 1/2 "), std::string::npos);
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_EQ(tally.units().at("civil").received, 1);
  EXPECT_EQ(tally.units().at("civil").evaluated, 2);
  EXPECT_EQ(tally.units().at("civil").satisfied, 1);
}

TEST(Tally, GivesARatingToTheUnitThatHeldTheCaseThen) {
  CaseLife life(town_that_asks());
  reach(life);
  answer_and_close(life, "2026-09-29 10:00");
  ASSERT_EQ(life.report("2026-09-29 11:00", "evaluate", {{"grade", "bad"}}), "");
  ASSERT_EQ(life.act("2026-09-29 12:00", "reopen"), "");
  ASSERT_EQ(life.act("2026-09-29 14:30", "redispatch", {{"unit", "tax"}}), "");
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_EQ(tally.units().at("civil").evaluated, 1);
  EXPECT_EQ(tally.units().at("tax").evaluated, 0);
  EXPECT_EQ(tally.units().at("tax").received, 1);
}

TEST(Tally, CountsALateAnswerForTheUnitThatHeldTheCaseThen) {
  CaseLife life(testing::py());
  reach(life);
  // Its limit has passed with the first unit.
  ASSERT_EQ(life.act("2026-10-09 09:00", "redispatch", {{"unit", "tax"}}), "");
  answer_and_close(life, "2026-10-09 16:00");
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_EQ(tally.units().at("civil").late, 1);
  EXPECT_EQ(tally.units().at("civil").received, 0);
  EXPECT_EQ(tally.units().at("tax").late, 0);
  EXPECT_EQ(tally.units().at("tax").received, 1);
  EXPECT_EQ(tally.units().at("tax").on_time, 1);
  EXPECT_NE(rates_of(life).find("on_time 0/1 "), std::string::npos)
      << "the case is late all the same";
}

TEST(Tally, CountsAnAnswerThatIsLateAfterAChangeForTheUnitThatHasTheCase) {
  CaseLife life(testing::py());
  reach(life);
  ASSERT_EQ(life.act("2026-09-28 16:00", "redispatch", {{"unit", "tax"}}), "");
  answer_and_close(life, "2026-10-09 16:00");
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_FALSE(tally.units().contains("civil"));
  EXPECT_EQ(tally.units().at("tax").late, 1);
  EXPECT_EQ(tally.units().at("tax").on_time, 0);
}

TEST(Tally, CountsWhatWasPutRight) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  const std::string exclusion = life.site().policy.exclusions.front().id;
  const std::string referral = life.site().policy.referrals.front().id;
  ASSERT_EQ(
      life.act("2026-09-28 09:10", "decline", {{"exclusion", exclusion}, {"referral", referral}}),
      "");
  ASSERT_EQ(life.act("2026-09-28 10:00", "undo_decline"), "");
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_EQ(tally.mended(), (std::map<std::string, int>{{"declined", 1}}));
}

TEST(Tally, NamesAUnitThatIsGoneByItsLastName) {
  CaseLife life(testing::py());
  reach(life);
  Tally tally(moment(kNow));
  add(tally, life);
  core::Site later = life.site();
  std::erase_if(later.units, [](const core::Unit& unit) { return unit.id == "civil"; });
  later.former.units["civil"] = "民政局";
  ASSERT_EQ(tally.by_unit(later).size(), 1U);
  EXPECT_EQ(tally.by_unit(later).front().name, "民政局");
}

TEST(Tally, LeavesOutARateThatThePolicyCannotHave) {
  CaseLife life(testing::py());
  core::Policy policy = life.site().policy;
  policy.clocks.clear();
  policy.grades.clear();
  EXPECT_EQ(rates(Tally(moment(kNow)), policy), "responded 0/0 completed 0/0 revisited 0/0 ");
}

TEST(Tally, TakesTheGoalsInTheirOrderWithTheirTargets) {
  const CaseLife life(testing::py());
  const auto kpis =
      Tally(moment(kNow))
          .kpis(life.site().policy, {{"revisited", std::nullopt}, {"responded", 100}});
  ASSERT_EQ(kpis.size(), 2u);
  EXPECT_EQ(kpis[0].id, "revisited");
  EXPECT_EQ(kpis[1].target, 100);
}

TEST(Tally, SaysWhatEachUnitGotAndDid) {
  Tally tally(moment(kNow));
  CaseLife in_time(testing::py());
  reach(in_time);
  answer_and_close(in_time, "2026-09-29 10:00");
  CaseLife late(testing::py());
  reach(late);
  CaseLife elsewhere(testing::py());
  reach(elsewhere, "tax");
  for (CaseLife* life : {&in_time, &late, &elsewhere}) add(tally, *life);
  const UnitTally& civil = tally.units().at("civil");
  EXPECT_EQ(civil.received, 2);
  EXPECT_EQ(civil.done, 1);
  EXPECT_EQ(civil.on_time, 1);
  EXPECT_EQ(civil.late, 1);
  EXPECT_EQ(tally.units().at("tax").received, 1);
  EXPECT_EQ(tally.by_tier().size(), 1u);
  EXPECT_EQ(tally.by_tier().front().count, 3);
}

// PY-31: the unit does not answer for how fast the window dispatches and gives feedback.
TEST(Tally, BlamesNoUnitForTheWindowsDelay) {
  Tally tally(moment(kNow));
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:10", "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act("2026-09-30 09:00", "dispatch", {{"unit", "civil"}}), "");
  answer_and_close(life, "2026-09-30 10:00");
  ASSERT_TRUE(life.now().overdue(moment(kNow)));
  add(tally, life);
  EXPECT_EQ(tally.units().at("civil").late, 0);
  EXPECT_EQ(tally.units().at("civil").on_time, 1);
  EXPECT_NE(rates(tally, life.site().policy).find("on_time 0/1 "), std::string::npos);
}

TEST(Tally, CountsWhatAUnitSentBackThoughAnotherHasTheCaseNow) {
  Tally tally(moment(kNow));
  CaseLife life(testing::py());
  reach(life);
  ASSERT_EQ(life.act_as(testing::only(life.site(), core::Role::unit, "civil"), "2026-09-28 10:00",
                        "return_slip"),
            "");
  ASSERT_EQ(life.act("2026-09-28 10:10", "dispatch", {{"unit", "tax"}}), "");
  add(tally, life);
  EXPECT_EQ(tally.units().at("civil").bounced, 1);
  EXPECT_EQ(tally.units().at("civil").received, 0);
  EXPECT_EQ(tally.units().at("tax").bounced, 0);
  EXPECT_EQ(tally.by_unit(life.site()).size(), 1U);
}

TEST(Tally, CountsAMergedCaseInTheOneThatItWentInto) {
  CaseLife life(testing::py());
  reach(life);
  ASSERT_EQ(life.act("2026-09-28 10:00", "merge", {{"into", "8"}}), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 1/1 completed 0/0 "));
  Tally tally(moment(kNow));
  add(tally, life);
  EXPECT_TRUE(tally.units().empty());
  EXPECT_TRUE(tally.by_tier().empty());
}

TEST(Tally, WaitsForTheReporterOfAMergedReportToBeTold) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 10:00", "merge", {{"into", "8"}}), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 0/1 "));
  ASSERT_EQ(life.act("2026-09-28 10:10", "tell_merged"), "");
  EXPECT_TRUE(rates_of(life).starts_with("responded 1/1 "));
}

TEST(Tally, SaysWhyThingsCouldNotBeDone) {
  core::Site site = testing::py();
  site.policy.causes = {{.id = "system", .name = "系统故障"}, {.id = "slow", .name = "慢作为"}};
  Tally tally(moment(kNow));
  for (const char* cause : {"slow", "other", "slow"}) {
    CaseLife life(site);
    reach(life);
    EXPECT_EQ(life.act("2026-09-29 10:00", "reply"), "");
    EXPECT_EQ(life.act("2026-09-29 10:00", "feed_back"), "");
    EXPECT_EQ(life.act("2026-09-29 10:00", "close", {{"cause", cause}}), "");
    add(tally, life);
  }
  CaseLife unsaid(site);
  reach(unsaid);
  add(tally, unsaid);
  const auto counts = tally.by_cause("其他原因");
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(counts[0].name, "其他原因");
  EXPECT_EQ(counts[0].count, 1);
  EXPECT_EQ(counts[1].name, "慢作为");
  EXPECT_EQ(counts[1].count, 2);
}

TEST(Tally, CountsACaseByTheCauseOfItsLastRoundThatHasOne) {
  core::Site site = testing::py();
  site.policy.reopening = true;
  site.policy.causes = {{.id = "system", .name = "系统故障"}};
  CaseLife life(site);
  reach(life);
  EXPECT_EQ(life.act("2026-09-29 10:00", "reply", {{"cause", "system"}}), "");
  EXPECT_EQ(life.act("2026-09-29 10:00", "feed_back"), "");
  EXPECT_EQ(life.act("2026-09-29 10:00", "close"), "");
  EXPECT_EQ(life.act("2026-09-30 10:00", "reopen"), "");
  EXPECT_EQ(life.now().cause_of_round(), "");
  Tally tally(moment(kNow));
  add(tally, life);
  ASSERT_EQ(tally.by_cause("").size(), 1u);
  EXPECT_EQ(tally.by_cause("")[0].name, "系统故障");
}

}  // namespace
}  // namespace handler::cases
