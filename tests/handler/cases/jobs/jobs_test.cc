// The system's own events: breaches, reminders, visits and triggers.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::due_text;
using testing::hand_over;
using testing::moment;
using Names = std::vector<std::string>;

core::BreachAction then(core::BreachAction::When when, core::BreachAction::Act act,
                        const std::string& target) {
  return {.when = when, .act = act, .target = target, .span = {}};
}

// 平邑 with the breach actions of its plan.
core::Site strict_py() {
  using Action = core::BreachAction;
  core::Site site = testing::py();
  site.policy.clocks[1].on_breach = {
      then(Action::When::unless_extended, Action::Act::notify, "dispatcher"),
      then(Action::When::if_extended, Action::Act::escalate, "leading_group"),
      then(Action::When::always, Action::Act::escalate, "office")};
  return site;
}

TEST(Breach, SaysWhichClockRanOutWhenAndWhoIsTold) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  EXPECT_EQ(life.tick("2026-10-08 17:00"), 0);
  EXPECT_EQ(life.tick("2026-10-08 17:01"), 1);
  EXPECT_EQ(life.events().back().type, EventType::breached);
  EXPECT_EQ(life.events().back().actor.kind, Actor::Kind::system);
  EXPECT_EQ(life.events().back().data.dump(),
            R"({"clock":"handle","due":"2026-10-08T17:00:00.000+08:00","escalate":["office"],)"
            R"("notify":["dispatcher"],"round":1})");
  const Case subject = life.now();
  EXPECT_EQ(subject.notified, Names{"dispatcher"});
  EXPECT_EQ(subject.escalated_to, Names{"office"});
}

TEST(Breach, WaitsForNoAnswerOfARoleThatCannotGiveOne) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  life.note("2026-10-09 09:00", EventType::breached,
            {{"clock", "handle"},
             {"round", 1},
             {"due", "2026-10-08T17:00:00.000+08:00"},
             {"notify", core::Json::array()},
             {"escalate", core::Json::array({"dispatcher", "office"})}});
  EXPECT_EQ(life.now().escalated_to, (Names{"dispatcher", "office"}));
  EXPECT_EQ(life.now().unacknowledged, Names{"office"});
}

TEST(Breach, IsRecordedOnceHoweverLateAndHoweverOften) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  EXPECT_EQ(life.tick("2026-11-20 03:00"), 1);
  EXPECT_EQ(life.tick("2026-11-20 03:01"), 0);
  EXPECT_EQ(life.tick("2026-12-20 03:01"), 0);
}

TEST(Breach, IsRecordedAlsoWhenTheAnswerCameLateBeforeTheTimer) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  life.act("2026-10-09 09:00", "reply");
  const Case before = life.now();
  EXPECT_TRUE(before.overdue(moment("2026-10-09 09:00")));
  EXPECT_EQ(life.tick("2026-10-09 09:05"), 1);
  const Case after = life.now();
  EXPECT_TRUE(after.overdue(moment("2026-10-09 09:05")));
  EXPECT_EQ(after.notified, Names{"dispatcher"});
  EXPECT_EQ(life.tick("2026-10-09 09:06"), 0);
}

TEST(Breach, OfWhatWasDoneInTimeThereIsNone) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  life.act("2026-10-08 17:00", "reply");
  EXPECT_EQ(life.tick("2026-10-20 09:00"), 0);
}

TEST(Breach, AfterMoreTimeIsAnotherOneWithOtherConsequences) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-10-08 16:00", "ask_extension", {{"workdays", "1"}}), "");
  EXPECT_EQ(life.tick("2026-10-08 18:00"), 1);
  ASSERT_EQ(life.act("2026-10-08 18:30", "grant_extension"), "");
  EXPECT_EQ(life.tick("2026-10-09 17:00"), 0);
  EXPECT_EQ(life.tick("2026-10-09 17:01"), 1);
  EXPECT_EQ(life.events().back().data.at("escalate").dump(), R"(["leading_group","office"])");
  EXPECT_EQ(life.events().back().data.at("notify").dump(), "[]");
  EXPECT_EQ(testing::run_of(life.now(), "handle")->breaches.size(), 2U);
}

TEST(Breach, NeverComesWhileTheReporterIsWaitedFor) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-29 09:00", "ask_materials"), "");
  EXPECT_EQ(life.tick("2026-12-01 09:00"), 0);
  EXPECT_FALSE(next_job(life.rules(), life.now(), moment("2026-12-01 09:00")));
}

TEST(NextJob, IsTheMomentAfterTheDueInstant) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  const auto at = moment("2026-09-28 10:00");
  EXPECT_EQ(next_job(life.rules(), life.now(), at),
            moment("2026-10-08 17:00") + std::chrono::milliseconds{1});
  life.tick("2026-10-09 09:00");
  EXPECT_FALSE(next_job(life.rules(), life.now(), moment("2026-10-09 09:00")));
}

core::Site reminding() {
  core::Site site = testing::bg();
  site.policy.roles = {{.role = core::Role::dispatcher, .name = "督办科"}};
  site.policy.clocks[0].remind = test::limit("1 workday");
  return site;
}

TEST(Reminder, ComesWhenOneWorkdayIsLeftAndNamesWhoHoldsTheCase) {
  CaseLife life(reminding());
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  EXPECT_EQ(life.tick("2026-10-08 08:59"), 0);
  EXPECT_EQ(life.tick("2026-10-08 09:00"), 1);
  EXPECT_EQ(life.events().back().data.at("to"), "unit");
  EXPECT_EQ(life.tick("2026-10-08 09:01"), 0);
}

TEST(Reminder, GoesToTheDispatcherWhileNobodyHoldsTheCase) {
  CaseLife life(reminding());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:00", "accept", {{"tier", "blue"}}), "");
  EXPECT_EQ(life.tick("2026-10-08 09:00"), 1);
  EXPECT_EQ(life.events().back().data.at("to"), "dispatcher");
}

TEST(Reminder, WaitsForTheOfficeToOpen) {
  core::Site site = reminding();
  site.policy.clocks[0].remind = test::limit("2 workdays");
  CaseLife life(site);
  hand_over(life, "2026-09-22 09:00", "blue");
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-09-28 17:00");
  // Two workdays are left from 09-24 09:00; 09-25 to 09-27 is a holiday.
  const auto night = moment("2026-09-24 22:00");
  EXPECT_EQ(life.tick(night), 0);
  EXPECT_EQ(next_job(life.rules(), life.now(), night), moment("2026-09-28 09:00"));
  EXPECT_EQ(life.tick("2026-09-26 10:00"), 0);
  EXPECT_EQ(life.tick("2026-09-28 12:30"), 0);
  EXPECT_EQ(life.tick("2026-09-28 13:30"), 1);
}

TEST(Reminder, NeverComesTooLateOrBeforeTheClockStarts) {
  CaseLife late(reminding());
  hand_over(late, "2026-09-28 09:00", "blue");
  EXPECT_EQ(late.tick("2026-10-08 17:30"), 1);
  EXPECT_EQ(late.events().back().type, EventType::breached);
  core::Site site = reminding();
  site.policy.clocks[0].remind = test::limit("4 workdays");
  CaseLife early(site);
  hand_over(early, "2026-09-28 09:00", "blue");
  EXPECT_EQ(early.tick("2026-09-28 10:00"), 0);
}

core::Site visiting() {
  core::Site site = testing::bg();
  site.policy.visits = core::Visits{test::limit("2 workdays")};
  return site;
}

TEST(Visit, IsOwedFromClosingAndDueOnItsLastDay) {
  CaseLife life(visiting());
  hand_over(life, "2026-09-28 09:00", "blue");
  for (const char* action : {"reply", "feed_back", "close"})
    ASSERT_EQ(life.act("2026-09-28 10:00", action), "");
  const auto owed = owed_visit(life.rules(), life.now());
  ASSERT_TRUE(owed && owed->when);
  EXPECT_EQ(*owed->when, moment("2026-09-30 17:00"));
  EXPECT_EQ(life.tick("2026-09-30 08:59"), 0);
  EXPECT_EQ(life.tick("2026-09-30 09:00"), 1);
  EXPECT_EQ(life.events().back().type, EventType::visit_due);
  ASSERT_EQ(life.act("2026-09-30 10:00", "visit"), "");
  EXPECT_FALSE(owed_visit(life.rules(), life.now()));
}

TEST(Visit, ThatWasMadeInTimeIsNeverDue) {
  CaseLife life(visiting());
  hand_over(life, "2026-09-28 09:00", "blue");
  for (const char* action : {"reply", "feed_back", "close", "visit"})
    ASSERT_EQ(life.act("2026-09-28 10:00", action), "");
  EXPECT_EQ(life.tick("2026-10-30 09:00"), 0);
}

// A case on the spot has no deadline, so the system must ask for a tier when the day is over.
TEST(OnTheSpot, WantsAnotherTierWhenTheOfficeHasClosed) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:10", "accept", {{"tier", "immediate"}}), "");
  const auto wants = [&](const std::string& at) {
    return wants_another_tier(life.rules(), life.now(), moment(at));
  };
  EXPECT_FALSE(wants("2026-09-28 17:00"));
  EXPECT_TRUE(wants("2026-09-28 17:01"));
  ASSERT_EQ(life.act("2026-09-28 17:30", "retier", {{"tier", "general"}}), "");
  EXPECT_FALSE(wants("2026-09-28 17:31"));
}

TEST(OnTheSpot, WantsNothingOnceItIsAnswered) {
  CaseLife life(testing::py());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:10", "accept", {{"tier", "immediate"}}), "");
  ASSERT_EQ(life.act("2026-09-28 09:20", "reply_on_the_spot"), "");
  EXPECT_FALSE(wants_another_tier(life.rules(), life.now(), moment("2026-09-29 09:00")));
}

core::Site triggering(core::Trigger trigger) {
  core::Site site = testing::bg();
  site.policy.triggers = {std::move(trigger)};
  return site;
}

TEST(Triggers, EscalateInTheSameBreathAndOnceARound) {
  CaseLife life(triggering({.count = core::Trigger::Count::coordination,
                            .at = 2,
                            .tier = "yellow",
                            .escalate = "supervision"}));
  hand_over(life, "2026-09-28 09:00", "yellow");
  const ActionInput meeting = {{"meeting", "joint_meeting"}};
  ASSERT_EQ(life.act("2026-09-28 10:00", "coordinate", meeting), "");
  EXPECT_EQ(life.events().back().type, EventType::coordinated);
  ASSERT_EQ(life.act("2026-09-28 11:00", "coordinate", meeting), "");
  EXPECT_EQ(life.events().back().type, EventType::escalated);
  EXPECT_EQ(life.events().back().actor.kind, Actor::Kind::system);
  EXPECT_EQ(life.events().back().data.at("target"), "supervision");
  ASSERT_EQ(life.act("2026-09-28 14:00", "coordinate", meeting), "");
  EXPECT_EQ(life.events().back().type, EventType::coordinated);
  EXPECT_EQ(life.now().escalated_to, Names{"supervision"});
}

TEST(Triggers, OfATierLeaveTheOthersAlone) {
  CaseLife life(triggering(
      {.count = core::Trigger::Count::urge, .at = 1, .tier = "yellow", .escalate = "supervision"}));
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(life.act("2026-09-28 10:00", "urge"), "");
  EXPECT_EQ(life.events().back().type, EventType::urged);
  EXPECT_EQ(life.tick("2026-09-28 10:30"), 0);
}

TEST(Triggers, CountOnlyMeetingsWithoutAgreement) {
  CaseLife life(triggering(
      {.count = core::Trigger::Count::coordination, .at = 2, .escalate = "supervision"}));
  hand_over(life, "2026-09-28 09:00", "blue");
  const ActionInput agreed = {{"meeting", "joint_meeting"}, {"agreement", "agreed"}};
  ASSERT_EQ(life.act("2026-09-28 10:00", "coordinate", {{"meeting", "joint_meeting"}}), "");
  ASSERT_EQ(life.act("2026-09-28 11:00", "coordinate", agreed), "");
  EXPECT_EQ(life.events().back().type, EventType::coordinated);
  EXPECT_EQ(life.now().coordinations, 2);
  EXPECT_EQ(life.now().failed_coordinations, 1);
  ASSERT_EQ(life.act("2026-09-28 14:00", "coordinate", {{"meeting", "joint_meeting"}}), "");
  EXPECT_EQ(life.events().back().type, EventType::escalated);
}

TEST(Triggers, CountBouncesOfOneUnitOrOfTheCase) {
  for (const auto& [of, escalated] :
       {std::pair{core::BounceOf::unit, false}, std::pair{core::BounceOf::whole_case, true}}) {
    CaseLife life(triggering(
        {.count = core::Trigger::Count::bounce, .of = of, .at = 2, .escalate = "supervision"}));
    hand_over(life, "2026-09-28 09:00", "blue");
    ASSERT_EQ(life.act("2026-09-28 10:00", "return_slip"), "");
    ASSERT_EQ(life.act("2026-09-28 10:10", "dispatch", {{"unit", "tax"}}), "");
    ASSERT_EQ(life.act("2026-09-28 11:00", "return_slip"), "");
    EXPECT_EQ(life.events().back().type == EventType::escalated, escalated);
  }
}

TEST(Bounces, MayEndForAllUnitsTogether) {
  core::Site site = testing::bg();
  site.policy.most_bounces = 1;
  site.policy.most_bounces_of = core::BounceOf::whole_case;
  CaseLife life(site);
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(life.act("2026-09-28 10:00", "return_slip"), "");
  ASSERT_EQ(life.act("2026-09-28 10:10", "dispatch", {{"unit", "tax"}}), "");
  EXPECT_EQ(life.act("2026-09-28 11:00", "return_slip"), "bounced_by_all_often_enough");
}

TEST(Bounces, EndWhereThePolicySaysSoForEachUnit) {
  core::Site site = testing::bg();
  site.policy.most_bounces = 1;
  CaseLife life(site);
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(life.act("2026-09-28 10:00", "return_slip"), "");
  ASSERT_EQ(life.act("2026-09-28 10:00", "dispatch", {{"unit", "civil"}}), "");
  EXPECT_EQ(life.act("2026-09-28 11:00", "return_slip"), "bounced_often_enough");
  ASSERT_EQ(life.act("2026-09-28 11:00", "redispatch", {{"unit", "tax"}}), "");
  EXPECT_EQ(life.act("2026-09-28 12:00", "return_slip"), "");
}

}  // namespace
}  // namespace handler::cases
