// Start, stop, pause and extension of a case's clocks. Workdays of autumn 2026: 09-28 to 09-30,
// 10-08, 10-09, 10-10 (Saturday), 10-12 and on.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::CaseState;
using testing::CaseLife;
using testing::due_text;
using testing::moment;
using testing::reach_handling;
using testing::run_of;

TEST(Clocks, StartsNoClockBeforeAcceptance) {
  CaseLife life(testing::bg());
  life.submit("2026-09-28 09:00");
  EXPECT_TRUE(life.now().clocks.empty());
}

TEST(Clocks, StartsByTierClocksAtTheirMilestone) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  EXPECT_EQ(due_text(life.now(), "dispatch"), "2026-09-28 17:00");
  EXPECT_EQ(due_text(life.now(), "handle"), "no clock");
  life.act("2026-09-29 10:00", "dispatch", {{"unit", "civil"}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-09-30 17:00");
}

TEST(Clocks, FlagsALateDispatchForEver) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  life.act("2026-09-29 09:00", "dispatch", {{"unit", "civil"}});
  life.act("2026-09-29 09:30", "reply");
  life.act("2026-09-29 09:40", "feed_back");
  life.act("2026-09-29 09:50", "close");
  const Case subject = life.now();
  EXPECT_TRUE(run_of(subject, "dispatch")->overdue(moment("2026-09-29 09:50")));
  EXPECT_FALSE(run_of(subject, "handle")->overdue(moment("2027-01-01 09:00")));
}

TEST(Clocks, RunsNoByTierClockForKindsWithoutTiers) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00", {{"kind", "suggestion"}});
  ASSERT_EQ(life.act("2026-09-28 09:10", "accept"), "");
  life.act("2026-09-28 09:20", "dispatch", {{"unit", "civil"}});
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "no clock");
  EXPECT_EQ(due_text(subject, "dispatch"), "2026-09-28 17:00");
}

TEST(Clocks, GivesOnTheSpotNoDueTime) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "immediate");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "no due time");
  EXPECT_FALSE(subject.overdue(moment("2026-12-31 09:00")));
  EXPECT_EQ(subject.next_due(), nullptr);
}

TEST(Clocks, StopsTheDispatchClockAtAReplyOnTheSpot) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  ASSERT_EQ(life.act("2026-09-28 09:30", "reply_on_the_spot"), "");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::replied);
  EXPECT_EQ(run_of(subject, "dispatch")->stopped_at, moment("2026-09-28 09:30"));
  EXPECT_EQ(run_of(subject, "handle"), nullptr);
}

TEST(Clocks, RunsAStoppedClockOnWhenTheReplyIsSentBack) {
  CaseLife life(testing::sg());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.act("2026-09-28 10:00", "reply");
  EXPECT_EQ(due_text(life.now(), "feed_back"), "2026-09-28 14:45");
  life.act("2026-09-28 11:00", "send_back");
  const Case back = life.now();
  EXPECT_EQ(back.state, CaseState::handling);
  EXPECT_FALSE(back.has_reply);
  EXPECT_TRUE(run_of(back, "handle")->running());
  EXPECT_EQ(due_text(back, "handle"), "2026-09-30 17:00");
  EXPECT_EQ(due_text(back, "feed_back"), "no clock");
  life.act("2026-09-29 09:00", "reply");
  EXPECT_EQ(due_text(life.now(), "feed_back"), "2026-09-29 13:45");
}

TEST(Clocks, KeepsAFeedbackBreachThoughTheReplyIsSentBack) {
  CaseLife life(testing::sg());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-28 10:00", "reply");
  life.act("2026-09-29 10:00", "send_back");
  const Case back = life.now();
  EXPECT_TRUE(back.overdue(moment("2026-09-29 10:00")));
  life.act("2026-09-29 11:00", "reply");
  const Case again = life.now();
  EXPECT_EQ(due_text(again, "feed_back"), "2026-09-29 15:45");
  EXPECT_TRUE(again.overdue(moment("2026-09-29 11:00")));
}

TEST(Clocks, KeepsTheFirstStartWhenRetiered) {
  CaseLife life(testing::bg());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "blue"}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  life.act("2026-09-30 09:00", "retier", {{"tier", "yellow"}});
  life.act("2026-09-30 09:00", "agree_reclassification");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "2026-10-10 17:00");
  const auto run = std::ranges::find(subject.clocks, std::string("handle"), &ClockRun::clock);
  ASSERT_NE(run, subject.clocks.end());
  EXPECT_TRUE(run->was_softened());
  EXPECT_FALSE(run->missed_earlier(moment("2026-10-08 17:00")));
  EXPECT_TRUE(run->missed_earlier(moment("2026-10-08 17:01")));
}

TEST(Clocks, CountFromTheFirstDispatchEvenIfTheTierGetsItsLimitLater) {
  core::Site site = testing::py();
  site.policy.tiers[1].limits.clear();
  CaseLife life(site);
  reach_handling(life, "2026-09-28 09:00", "general");
  EXPECT_EQ(due_text(life.now(), "handle"), "no clock");
  life.act("2026-09-29 09:00", "return_slip");
  life.act("2026-09-30 09:00", "dispatch", {{"unit", "tax"}});
  life.act("2026-09-30 10:00", "retier", {{"tier", "complex"}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
}

TEST(Clocks, NeverHealsABreachByRetiering) {
  CaseLife life(testing::bg());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "blue"}});
  life.act("2026-10-09 09:00", "retier", {{"tier", "red"}});
  life.act("2026-10-09 09:00", "agree_reclassification");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "2026-10-16 17:00");
  EXPECT_TRUE(subject.overdue(moment("2026-10-09 09:00")));
}

TEST(Clocks, AddsAnExtensionToTheOldDueDate) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  ASSERT_EQ(life.act("2026-10-08 17:00", "ask_extension", {{"workdays", "7"}}), "");
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  EXPECT_TRUE(run_of(life.now(), "handle")->extension_pending);
  ASSERT_EQ(life.act("2026-10-08 17:00", "grant_extension"), "");
  const Case subject = life.now();
  // 09, 10, 12, 13, 14, 15, 16
  EXPECT_EQ(due_text(subject, "handle"), "2026-10-16 17:00");
  EXPECT_EQ(run_of(subject, "handle")->extensions, 1);
  EXPECT_EQ(run_of(subject, "handle")->extended_workdays, 7);
  EXPECT_FALSE(subject.overdue(moment("2026-10-16 17:00")));
}

TEST(Clocks, LetsTheOldDateStandWhileAnExtensionIsUndecided) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-10-08 16:00", "ask_extension", {{"workdays", "2"}});
  EXPECT_TRUE(life.now().overdue(moment("2026-10-09 09:00")));
  life.act("2026-10-09 09:00", "grant_extension");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "2026-10-10 17:00");
  EXPECT_TRUE(subject.overdue(moment("2026-10-09 09:00")));
}

TEST(Clocks, ForgetsARefusedExtension) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-29 09:00", "ask_extension", {{"workdays", "7"}});
  ASSERT_EQ(life.act("2026-09-29 10:00", "refuse_extension"), "");
  const ClockRun run = *run_of(life.now(), "handle");
  EXPECT_FALSE(run.extension_pending);
  EXPECT_EQ(run.asked_workdays, 0);
  EXPECT_EQ(run.extensions, 0);
}

TEST(Clocks, MovesTheDueDateWhenMaterialsCome) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-29 10:00", "ask_materials");
  const Case waiting = life.now();
  EXPECT_EQ(waiting.state, CaseState::awaiting_materials);
  EXPECT_EQ(due_text(waiting, "handle"), "2026-10-08 17:00");
  EXPECT_TRUE(run_of(waiting, "handle")->paused);
  EXPECT_FALSE(waiting.overdue(moment("2026-10-20 10:00")));
  EXPECT_EQ(waiting.next_due(), nullptr);
  life.act("2026-10-09 10:00", "receive_materials");
  const Case again = life.now();
  EXPECT_EQ(again.state, CaseState::handling);
  // After 09-29 up to 10-09 lie 09-30, 10-08, 10-09: three workdays more, 10-09, 10-10, 10-12.
  EXPECT_EQ(due_text(again, "handle"), "2026-10-12 17:00");
}

TEST(Clocks, RunOnWhileMaterialsAreAwaitedIfThePolicySaysSo) {
  core::Site site = testing::py();
  site.policy.pauses = core::Pauses::never;
  CaseLife life(std::move(site));
  reach_handling(life, "2026-09-28 09:00", "complex");
  ASSERT_EQ(life.act("2026-09-29 10:00", "ask_materials"), "");
  const Case waiting = life.now();
  EXPECT_EQ(waiting.state, CaseState::awaiting_materials);
  EXPECT_FALSE(run_of(waiting, "handle")->paused);
  ASSERT_NE(waiting.next_due(), nullptr);
  EXPECT_TRUE(waiting.overdue(moment("2026-10-08 17:01")));
  // The clock runs on, so more time can be asked for.
  ASSERT_EQ(life.act("2026-09-29 11:00", "ask_extension", {{"workdays", "1"}}), "");
  ASSERT_EQ(life.act("2026-09-29 11:30", "refuse_extension"), "");
  ASSERT_EQ(life.act("2026-10-09 10:00", "receive_materials"), "");
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  EXPECT_TRUE(life.now().overdue(moment("2026-10-09 10:00")));
}

TEST(Clocks, AskForNoMoreTimeWhileTheyWaitForMaterials) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  ASSERT_EQ(life.act("2026-09-29 10:00", "ask_materials"), "");
  EXPECT_EQ(life.act("2026-09-29 11:00", "ask_extension", {{"workdays", "1"}}), "clock_waits");
}

TEST(Clocks, WaitForMaterialsOnlyFromTheirStart) {
  core::Site site = testing::py();
  site.policy.clocks.push_back(testing::clock("settle", core::Milestone::contacted,
                                              core::Milestone::fed_back, "3 workdays"));
  CaseLife life(std::move(site));
  reach_handling(life, "2026-09-28 09:00", "general");
  ASSERT_EQ(life.act("2026-09-28 10:00", "ask_materials"), "");
  ASSERT_EQ(life.act("2026-09-30 10:00", "contact"), "");
  ASSERT_EQ(life.act("2026-09-30 15:00", "receive_materials"), "");
  // 10-08, 10-09, 10-10: the two workdays before the contact are not given again.
  EXPECT_EQ(due_text(life.now(), "settle"), "2026-10-10 17:00");
}

TEST(Clocks, ThatEndedInTimeStayInTimeUnderAStricterTier) {
  core::Site site = testing::py();
  core::PolicyClock first =
      testing::clock("first", core::Milestone::accepted, core::Milestone::dispatched);
  site.policy.clocks.push_back(first);
  site.policy.tiers[1].limits["first"] = test::limit("1 workday");
  site.policy.tiers[2].limits["first"] = test::limit("3 workdays");
  CaseLife life(std::move(site));
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:10", "accept", {{"tier", "complex"}}), "");
  ASSERT_EQ(life.act("2026-09-30 10:00", "dispatch", {{"unit", "civil"}}), "");
  ASSERT_EQ(life.act("2026-09-30 11:00", "retier", {{"tier", "general"}}), "");
  const ClockRun run = *run_of(life.now(), "first");
  EXPECT_EQ(core::to_text(run.limit), "3 workdays");
  EXPECT_FALSE(run.overdue(moment("2026-10-20 09:00")));
  EXPECT_EQ(core::to_text(run_of(life.now(), "handle")->limit), "1 workday");
}

TEST(Clocks, MovesNothingForAPauseWithinOneDay) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-29 09:00", "ask_materials");
  life.act("2026-09-29 16:00", "receive_materials");
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
}

TEST(Clocks, ChangesNothingByAPauseAfterTheBreach) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.act("2026-09-30 09:00", "ask_materials");
  EXPECT_TRUE(life.now().overdue(moment("2026-09-30 10:00")));
  life.act("2026-10-12 09:00", "receive_materials");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "2026-09-29 17:00");
  EXPECT_TRUE(subject.overdue(moment("2026-10-12 09:00")));
}

TEST(Clocks, EndsAPauseWhenTheUnitRepliesAllTheSame) {
  CaseLife life(testing::py());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.act("2026-09-29 09:00", "ask_materials");
  ASSERT_EQ(life.act("2026-09-30 09:00", "reply"), "");
  const Case subject = life.now();
  EXPECT_EQ(due_text(subject, "handle"), "2026-09-30 17:00");
  EXPECT_FALSE(subject.overdue(moment("2027-01-01 09:00")));
}

TEST(Clocks, StopsAProgressTierByProgressAndKeepsTheCaseOpen) {
  CaseLife life(testing::pz());
  reach_handling(life, "2026-09-28 09:00", "complex");
  ASSERT_EQ(life.act("2026-09-29 09:00", "progress"), "");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::handling);
  EXPECT_EQ(run_of(subject, "handle")->stopped_at, moment("2026-09-29 09:00"));
}

TEST(Clocks, DoesNotStopOtherTiersByProgress) {
  CaseLife life(testing::pz());
  reach_handling(life, "2026-09-28 09:00", "general");
  life.act("2026-09-29 09:00", "progress");
  EXPECT_TRUE(run_of(life.now(), "handle")->running());
}

TEST(Clocks, DoesNotStopTheDispatchClockByProgress) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "general"}});
  life.act("2026-09-28 09:20", "progress");
  EXPECT_TRUE(run_of(life.now(), "dispatch")->running());
}

TEST(Clocks, AsksForARealAnswerWhenAProgressTierBecomesAnother) {
  CaseLife life(testing::pz());
  reach_handling(life, "2026-09-28 09:00", "complex");
  life.act("2026-09-28 10:00", "progress");
  life.act("2026-09-28 11:00", "retier", {{"tier", "general"}});
  EXPECT_TRUE(run_of(life.now(), "handle")->running());
  life.act("2026-09-28 14:00", "retier", {{"tier", "complex"}});
  life.act("2026-09-28 14:00", "agree_reclassification");
  EXPECT_EQ(run_of(life.now(), "handle")->stopped_at, moment("2026-09-28 10:00"));
}

TEST(Clocks, StopsEveryClockWhenACaseIsTransferred) {
  CaseLife life(testing::bg());
  reach_handling(life, "2026-09-28 09:00", "blue");
  life.act("2026-09-28 10:00", "transfer_out");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::transferred_out);
  EXPECT_FALSE(subject.overdue(moment("2027-01-01 09:00")));
}

TEST(Clocks, PrefersTheClockThatIsDueFirst) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "complex"}});
  EXPECT_EQ(life.now().next_due()->clock, "dispatch");
  life.act("2026-09-28 09:20", "dispatch", {{"unit", "civil"}});
  EXPECT_EQ(life.now().next_due()->clock, "handle");
}

TEST(Clocks, CountsTheDueInstantAsOnTime) {
  CaseLife life(testing::bg());
  life.submit("2026-09-28 09:00");
  life.act("2026-09-28 09:10", "accept", {{"tier", "blue"}});
  const Case subject = life.now();
  EXPECT_FALSE(subject.overdue(moment("2026-10-08 17:00")));
  EXPECT_TRUE(subject.overdue(moment("2026-10-08 17:00") + std::chrono::milliseconds{1}));
}

// "tier clock limit due" lines.
std::string forecast_text(const CaseLife& life, const std::string& kind, const std::string& tier,
                          const std::string& at) {
  std::string text;
  for (const ForecastLine& line : forecast(life.rules(), kind, tier, moment(at))) {
    text += line.tier + " " + line.clock + " " + core::to_text(line.limit) + " " +
            (line.due.due ? core::to_iso(*line.due.due).substr(0, 16) : "-") + "\n";
  }
  return text;
}

TEST(Forecast, ShowsOneLineForEachTierAndThenWhatHoldsForAll) {
  EXPECT_EQ(forecast_text(CaseLife(testing::py()), "matter", "", "2026-09-28 18:00"),
            "immediate handle on_the_spot -\n"
            "general handle 1 workday 2026-09-30T17:00\n"
            "complex handle 3 workdays 2026-10-09T17:00\n"
            " dispatch same_workday 2026-09-29T17:00\n");
}

TEST(Forecast, ShowsOneTierOnceItIsKnownAndNoDateForWhatStartsLater) {
  EXPECT_EQ(forecast_text(CaseLife(testing::sg()), "matter", "general", "2026-09-28 10:00"),
            "general handle 2 workdays 2026-09-30T17:00\n"
            " feed_back 0.5 workday -\n");
}

TEST(Forecast, SaysNothingOfKindsWithoutLimits) {
  EXPECT_EQ(forecast_text(CaseLife(testing::bg()), "suggestion", "", "2026-09-28 10:00"), "");
  EXPECT_EQ(forecast_text(CaseLife(testing::bg()), "unheard_of", "", "2026-09-28 10:00"), "");
}

}  // namespace
}  // namespace handler::cases
