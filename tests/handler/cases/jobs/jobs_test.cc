// The system's own events: breaches, reminders, visits, dates settled by a holiday notice, and
// triggers.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::due_text;
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

void hand_over(CaseLife& life, const std::string& at, const std::string& tier = "complex") {
  life.submit(at);
  ASSERT_EQ(life.act(at, "accept", {{"tier", tier}}), "");
  ASSERT_EQ(life.act(at, "dispatch", {{"unit", "civil"}}), "");
}

const Event& last(const CaseLife& life) {
  return life.events().back();
}

TEST(Breach, SaysWhichClockRanOutWhenAndWhoIsTold) {
  CaseLife life(strict_py());
  hand_over(life, "2026-09-28 09:00");
  EXPECT_EQ(life.tick("2026-10-08 17:00"), 0);
  EXPECT_EQ(life.tick("2026-10-08 17:01"), 1);
  EXPECT_EQ(last(life).type, EventType::breached);
  EXPECT_EQ(last(life).actor.kind, Actor::Kind::system);
  EXPECT_EQ(last(life).data.dump(),
            R"({"clock":"handle","due":"2026-10-08T17:00:00.000+08:00","escalate":["office"],)"
            R"("notify":["dispatcher"],"round":1})");
  const Case subject = life.now();
  EXPECT_EQ(subject.notified, Names{"dispatcher"});
  EXPECT_EQ(subject.escalated_to, Names{"office"});
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
  EXPECT_EQ(last(life).data.at("escalate").dump(), R"(["leading_group","office"])");
  EXPECT_EQ(last(life).data.at("notify").dump(), "[]");
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
  EXPECT_EQ(last(life).data.at("to"), "unit");
  EXPECT_EQ(life.tick("2026-10-08 09:01"), 0);
}

TEST(Reminder, GoesToTheDispatcherWhileNobodyHoldsTheCase) {
  CaseLife life(reminding());
  life.submit("2026-09-28 09:00");
  ASSERT_EQ(life.act("2026-09-28 09:00", "accept", {{"tier", "blue"}}), "");
  EXPECT_EQ(life.tick("2026-10-08 09:00"), 1);
  EXPECT_EQ(last(life).data.at("to"), "dispatcher");
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
  EXPECT_EQ(last(late).type, EventType::breached);
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
  EXPECT_EQ(last(life).type, EventType::visit_due);
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

core::Calendar with_2027(const core::Calendar& calendar) {
  core::CalendarYear notice{.year = 2027, .notice = {}, .issued = {}, .days = {}};
  notice.days[test::day("2027-01-01")] = {false, "元旦"};
  notice.days[test::day("2027-01-04")] = {false, "元旦"};
  notice.days[test::day("2027-01-09")] = {true, "元旦"};
  return calendar.with(notice);
}

// Design rule 2: a case on the spot has no deadline, so the system must ask for a tier when the day
// is over.
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

TEST(Settling, CountsAnOpenProvisionalDateWithTheNewNotice) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-12-29 09:00", "yellow");
  const auto at = moment("2026-12-29 10:00");
  ASSERT_TRUE(testing::run_of(life.now(), "handle")->due.provisional);
  ASSERT_EQ(due_text(life.now(), "handle"), "2027-01-05 17:00");
  EXPECT_EQ(life.tick(at), 0);
  EXPECT_EQ(life.tick(at, with_2027(life.rules().time->calendar)), 1);
  const Case settled = life.now();
  EXPECT_EQ(last(life).type, EventType::calendar_settled);
  EXPECT_FALSE(testing::run_of(settled, "handle")->due.provisional);
  EXPECT_EQ(due_text(settled, "handle"), "2027-01-07 17:00");
  EXPECT_EQ(last(life).data.at("years"), core::Json::array({2027}));
  EXPECT_EQ(life.tick(at, with_2027(life.rules().time->calendar)), 0);
}

TEST(Settling, LeavesAloneWhatIsOverAndWhatRanOut) {
  CaseLife done(testing::bg());
  hand_over(done, "2026-12-29 09:00", "yellow");
  ASSERT_EQ(done.act("2026-12-30 09:00", "reply"), "");
  const core::Calendar later = with_2027(done.rules().time->calendar);
  EXPECT_EQ(done.tick(moment("2026-12-30 09:30"), later), 0);
  CaseLife late(testing::bg());
  hand_over(late, "2026-12-29 09:00", "yellow");
  EXPECT_EQ(late.tick(moment("2027-01-06 09:00"), later), 1);
  EXPECT_EQ(last(late).type, EventType::breached);
  EXPECT_EQ(due_text(late.now(), "handle"), "2027-01-05 17:00");
}

TEST(Settling, HoldsForWhatIsCountedAfterwards) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-12-29 09:00", "yellow");
  life.tick(moment("2026-12-29 10:00"), with_2027(life.rules().time->calendar));
  ASSERT_EQ(life.act("2026-12-30 09:00", "retier", {{"tier", "red"}}), "");
  ASSERT_EQ(life.act("2026-12-30 09:00", "agree_reclassification"), "");
  // 12-30, 12-31, 01-05 to 01-08, 01-09 (make-up), 01-11 to 01-13.
  EXPECT_EQ(due_text(life.now(), "handle"), "2027-01-13 17:00");
}

// The shipped calendar with another notice for 2026: the National Day holiday lasts until the 11th
// of October, and the 10th is no workday any more.
core::Calendar lengthened(const core::Calendar& calendar) {
  std::vector<core::CalendarYear> years = calendar.years();
  for (core::CalendarYear& year : years) {
    if (year.year != 2026) continue;
    year.notice = "第二个通知";
    year.issued = test::day("2026-09-29");
    for (const char* day : {"2026-10-08", "2026-10-09", "2026-10-10", "2026-10-11"})
      year.days[test::day(day)] = {false, "国庆节"};
  }
  return core::Calendar(std::move(years), {});
}

core::Calendar closed_on(const core::Calendar& calendar, const char* day) {
  core::LocalDay closure{.name = "台风停工"};
  closure.from = closure.to = test::day(day);
  return core::Calendar(calendar.years(), {closure});
}

TEST(Settling, MovesAnOpenDateWhenASecondNoticeIsPublished) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "red");
  // 9-29, 30, 10-08, 09, 10 (make-up), 12, 13, 14, 15, 16.
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-10-16 17:00");
  const core::Calendar later = lengthened(life.rules().time->calendar);
  const auto at = moment("2026-09-29 10:00");
  EXPECT_EQ(next_job(life.rules(), life.now(), at, &later), at);
  EXPECT_EQ(life.tick(at, later), 1);
  EXPECT_EQ(last(life).type, EventType::calendar_settled);
  EXPECT_EQ(last(life).data.at("documents").at(0).at("name"), "第二个通知");
  // 9-29, 30, 10-12 to 16, 19, 20, 21.
  const Case settled = life.now();
  ASSERT_EQ(settled.moved_dates.size(), 1U);
  EXPECT_EQ(settled.moved_dates.front().from, moment("2026-10-16 17:00"));
  EXPECT_EQ(settled.moved_dates.front().to, moment("2026-10-21 17:00"));
  EXPECT_EQ(life.tick(at, later), 0);
}

TEST(Settling, LeavesTheDaysThatAreOverAndHealsNoBreach) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "blue");
  const std::string due = due_text(life.now(), "handle");
  EXPECT_EQ(
      life.tick(moment("2026-09-29 10:00"), closed_on(life.rules().time->calendar, "2026-09-29")),
      0);
  EXPECT_EQ(due_text(life.now(), "handle"), due);
  CaseLife late(testing::bg());
  hand_over(late, "2026-09-28 09:00", "blue");
  EXPECT_EQ(late.tick(moment("2026-10-20 10:00"), lengthened(late.rules().time->calendar)), 1);
  EXPECT_EQ(last(late).type, EventType::breached);
  EXPECT_EQ(due_text(late.now(), "handle"), due);
}

TEST(Settling, CountsAClosureOfADayAhead) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  const core::Calendar closed = closed_on(life.rules().time->calendar, "2026-09-30");
  EXPECT_EQ(life.tick(moment("2026-09-29 18:00"), closed), 1);
  EXPECT_EQ(last(life).data.at("closures"), core::Json::array({"台风停工"}));
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-09 17:00");
  // Lifted again before the day.
  EXPECT_EQ(life.tick(moment("2026-09-29 19:00")), 1);
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
}

TEST(Settling, ReachesAClockThatRunsOnAfterItHadStopped) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "red");
  ASSERT_EQ(life.act("2026-09-29 09:00", "reply"), "");
  life.note(
      "2026-09-29 10:00", EventType::calendar_settled,
      {{"works", core::Json::object()},
       {"rests", {{"2026-10-08", "国庆节"}, {"2026-10-09", "国庆节"}, {"2026-10-10", "国庆节"}}},
       {"local", core::Json::array()},
       {"years", core::Json::array()}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-16 17:00");
  ASSERT_EQ(life.act("2026-09-30 09:00", "send_back"), "");
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-21 17:00");
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
  EXPECT_EQ(last(life).type, EventType::coordinated);
  ASSERT_EQ(life.act("2026-09-28 11:00", "coordinate", meeting), "");
  EXPECT_EQ(last(life).type, EventType::escalated);
  EXPECT_EQ(last(life).actor.kind, Actor::Kind::system);
  EXPECT_EQ(last(life).data.at("target"), "supervision");
  ASSERT_EQ(life.act("2026-09-28 14:00", "coordinate", meeting), "");
  EXPECT_EQ(last(life).type, EventType::coordinated);
  EXPECT_EQ(life.now().escalated_to, Names{"supervision"});
}

TEST(Triggers, OfATierLeaveTheOthersAlone) {
  CaseLife life(triggering(
      {.count = core::Trigger::Count::urge, .at = 1, .tier = "yellow", .escalate = "supervision"}));
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(life.act("2026-09-28 10:00", "urge"), "");
  EXPECT_EQ(last(life).type, EventType::urged);
  EXPECT_EQ(life.tick("2026-09-28 10:30"), 0);
}

TEST(Triggers, CountOnlyMeetingsWithoutAgreement) {
  CaseLife life(triggering(
      {.count = core::Trigger::Count::coordination, .at = 2, .escalate = "supervision"}));
  hand_over(life, "2026-09-28 09:00", "blue");
  const ActionInput agreed = {{"meeting", "joint_meeting"}, {"agreement", "agreed"}};
  ASSERT_EQ(life.act("2026-09-28 10:00", "coordinate", {{"meeting", "joint_meeting"}}), "");
  ASSERT_EQ(life.act("2026-09-28 11:00", "coordinate", agreed), "");
  EXPECT_EQ(last(life).type, EventType::coordinated);
  EXPECT_EQ(life.now().coordinations, 2);
  EXPECT_EQ(life.now().failed_coordinations, 1);
  ASSERT_EQ(life.act("2026-09-28 14:00", "coordinate", {{"meeting", "joint_meeting"}}), "");
  EXPECT_EQ(last(life).type, EventType::escalated);
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
    EXPECT_EQ(last(life).type == EventType::escalated, escalated);
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
