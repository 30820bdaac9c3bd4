// Actions after the answer and of the reporter: withdrawing, urging, evaluating, reopening; and who
// decides.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Role;
using testing::bg_with_reopening;
using testing::CaseLife;
using testing::hand_over;
using testing::kMorning;
using testing::kNoon;
using testing::moment;
using testing::only;

constexpr const char* kNextDay = "2026-09-29 09:00";

void hand_over_and_close(CaseLife& life) {
  hand_over(life, kMorning, "blue");
  ASSERT_EQ(life.act(kMorning, "reply"), "");
  ASSERT_EQ(life.act(kMorning, "feed_back"), "");
  ASSERT_EQ(life.act(kMorning, "close"), "");
}

std::vector<std::string> offered(const CaseLife& life, const std::string& at) {
  std::vector<std::string> ids;
  const Case subject = life.now();
  for (const ActionRule* rule : possible_reporter_actions(life.rules(), subject, moment(at)))
    ids.emplace_back(rule->id);
  return ids;
}

using IdList = std::vector<std::string>;

TEST(Reporter, IsOfferedWhatTheCaseAllowsNow) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  EXPECT_EQ(offered(life, kMorning), (IdList{"supplement", "withdraw"}));
  life.act(kMorning, "accept", {{"tier", "blue"}});
  EXPECT_EQ(offered(life, kMorning), (IdList{"supplement", "urge", "withdraw"}));
  life.act(kMorning, "ask_materials");
  EXPECT_EQ(offered(life, kMorning), (IdList{"send_materials", "supplement", "withdraw"}));
  CaseLife closed(bg_with_reopening());
  hand_over_and_close(closed);
  EXPECT_EQ(offered(closed, kMorning), (IdList{"evaluate", "ask_reopening"}));
}

TEST(Reporter, IsOfferedNeitherEvaluationNorReopeningWhereThePolicyHasNone) {
  CaseLife life(testing::bg());
  hand_over_and_close(life);
  EXPECT_EQ(offered(life, kMorning), IdList{});
  EXPECT_EQ(life.report(kMorning, "evaluate", {{"grade", "good"}}), "no_evaluation");
  EXPECT_EQ(life.report(kMorning, "ask_reopening", {{"words", "没办好"}}), "no_reopening");
}

TEST(Reporter, WithdrawsUntilThereIsAnAnswer) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.report(kNoon, "withdraw"), "");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::withdrawn);
  EXPECT_FALSE(testing::run_of(subject, "handle")->running());
  CaseLife answered(bg_with_reopening());
  hand_over(answered, kMorning, "blue");
  answered.act(kNoon, "reply");
  EXPECT_EQ(answered.report(kNoon, "withdraw"), "wrong_state");
}

TEST(Reporter, SendingMaterialsEndsTheWait) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  life.act(kMorning, "ask_materials");
  EXPECT_EQ(life.report(kNextDay, "send_materials"), "materials: supplement_empty");
  EXPECT_EQ(life.report(kNextDay, "send_materials", {{"materials", "房产证编号补上了"}}), "");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::dispatched);
  EXPECT_FALSE(subject.awaiting_since);
  EXPECT_FALSE(testing::run_of(subject, "handle")->paused);
}

TEST(Reporter, UrgesOnceADay) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.report(kMorning, "urge"), "");
  EXPECT_EQ(life.report(kNoon, "urge"), "urged_today");
  EXPECT_EQ(life.report(kNextDay, "urge"), "");
  EXPECT_EQ(life.now().urges, 2);
}

TEST(Reporter, DoesNothingThatIsTheStaffs) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  for (const char* action : {"close", "reply", "grant_extension", "rectify", "x"})
    EXPECT_EQ(life.report(kMorning, action), "unknown_action") << action;
}

TEST(Evaluation, IsGivenOnceARound) {
  CaseLife life(bg_with_reopening());
  hand_over_and_close(life);
  EXPECT_EQ(life.report(kNoon, "evaluate", {{"grade", "splendid"}}), "grade: unknown");
  EXPECT_EQ(life.report(kNoon, "evaluate", {{"grade", "bad"}}), "");
  EXPECT_EQ(life.act(kNoon, "evaluate", {{"grade", "good"}}), "evaluated_already");
  EXPECT_TRUE(life.now().evaluation->unhappy);
  ASSERT_EQ(life.act(kNextDay, "reopen"), "");
  EXPECT_FALSE(life.now().evaluation);
}

TEST(Evaluation, WhenUnhappyIsToBePutRightOnce) {
  CaseLife life(bg_with_reopening());
  hand_over_and_close(life);
  EXPECT_EQ(life.act(kNoon, "rectify"), "nothing_to_rectify");
  life.report(kNoon, "evaluate", {{"grade", "bad"}});
  EXPECT_EQ(life.act(kNoon, "rectify"), "");
  EXPECT_TRUE(life.now().evaluation->rectified);
  EXPECT_EQ(life.act(kNextDay, "rectify"), "nothing_to_rectify");
}

TEST(Reopening, StartsAnotherRoundWithItsOwnClock) {
  CaseLife life(bg_with_reopening());
  hand_over_and_close(life);
  EXPECT_EQ(life.act(kNoon, "refuse_reopening"), "nothing_asked");
  EXPECT_EQ(life.report(kNoon, "ask_reopening", {{"words", "还是没办"}}), "");
  EXPECT_EQ(life.report(kNoon, "ask_reopening", {{"words", "再问"}}), "reopening_pending");
  ASSERT_EQ(life.act(kNextDay, "reopen"), "");
  const Case subject = life.now();
  EXPECT_EQ(subject.state, CaseState::handling);
  EXPECT_EQ(subject.round, 2);
  EXPECT_FALSE(subject.reopening_asked);
  EXPECT_FALSE(subject.has_feedback);
  EXPECT_EQ(life.act(kNextDay, "close"), "wrong_state");
}

TEST(Reopening, CanBeRefusedWithAnExplanation) {
  CaseLife life(bg_with_reopening());
  hand_over_and_close(life);
  life.report(kNoon, "ask_reopening", {{"words", "还是没办"}});
  EXPECT_EQ(life.act(kNoon, "refuse_reopening"), "");
  EXPECT_FALSE(life.now().reopening_asked);
  EXPECT_EQ(life.now().state, CaseState::closed);
}

// "closed -> handling: an unhappy evaluation, an unrectified conduct case", whatever the policy.
TEST(Reopening, FollowsConductWithoutThePolicysLeave) {
  CaseLife life(testing::bg());
  life.submit(kMorning, {{"kind", "conduct"}});
  life.act(kMorning, "accept", {{"tier", "blue"}});
  life.act(kMorning, "dispatch", {{"unit", "civil"}});
  for (const char* action : {"reply", "feed_back", "close"}) ASSERT_EQ(life.act(kNoon, action), "");
  EXPECT_EQ(life.act(kNextDay, "reopen"), "");
  CaseLife matter(testing::bg());
  hand_over_and_close(matter);
  EXPECT_EQ(matter.act(kNextDay, "reopen"), "no_reopening");
}

TEST(Watching, CountsMeetingsOfThisRound) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act(kMorning, "coordinate", {{"meeting", "party"}}), "meeting: unknown");
  EXPECT_EQ(life.act(kMorning, "coordinate", {{"meeting", "joint_meeting"}}), "");
  EXPECT_EQ(life.act(kNoon, "coordinate", {{"meeting", "leaders_meeting"}}), "");
  EXPECT_EQ(life.now().coordinations, 2);
}

TEST(Watching, OffersNoTargetTwice) {
  core::Site site = bg_with_reopening();
  site.policy.roles = {{.role = Role::leading_group, .name = "领导小组"},
                       {.role = Role::supervision, .name = "督查"}};
  site.bodies = {{.id = "working_group", .name = "工作领导小组", .type = "leading_group"},
                 {.id = "supervision", .name = "督查"},
                 {.id = "office", .name = "办公室"}};
  EXPECT_EQ(escalation_targets(site, site.policy),
            (IdList{"leading_group", "supervision", "office"}));
  site.policy.roles.clear();
  EXPECT_EQ(escalation_targets(site, site.policy),
            (IdList{"working_group", "supervision", "office"}));
}

TEST(Watching, PassesUpOnlyToThoseWhoStandAbove) {
  core::Site site = bg_with_reopening();
  site.policy.roles = {{.role = Role::front_desk, .name = "窗口"},
                       {.role = Role::supervision, .name = "督查"}};
  site.bodies = {{.id = "office", .name = "办公室"}};
  EXPECT_EQ(escalation_targets(site, site.policy), (IdList{"supervision", "office"}));
  CaseLife life(site);
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act(kMorning, "escalate", {{"target", "leading_group"}}), "target: unknown");
  EXPECT_EQ(life.act(kMorning, "escalate", {{"target", "office"}}), "");
  EXPECT_EQ(life.now().escalated_to, (IdList{"office"}));
}

TEST(Watching, KeepsMeasuresToThoseOfTheSite) {
  core::Site site = bg_with_reopening();
  site.measures = {{.id = "help", .name = "帮办代办"}};
  CaseLife life(site);
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act(kMorning, "use_measure", {{"measure", "magic"}}), "measure: unknown");
  EXPECT_EQ(life.act(kMorning, "use_measure", {{"measure", "help"}}), "");
}

TEST(Watching, LeavesFindingsToThoseWhoSupervise) {
  CaseLife life(bg_with_reopening());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act_as(only(life.site(), Role::front_desk), kMorning, "record_accountability"),
            "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), Role::supervision), kMorning, "record_accountability"),
            "");
}

TEST(Extension, IsNotDecidedByWhoAskedForIt) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  life.act(kMorning, "accept", {{"tier", "complex"}});
  life.act(kMorning, "dispatch", {{"unit", "civil"}});
  ASSERT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "2"}}), "");
  for (const char* action : {"grant_extension", "refuse_extension"}) {
    EXPECT_EQ(life.act_as(life.staff(), kMorning, action), "asked_by_yourself");
    for (const ActionRule* rule : life.possible(life.staff(), moment(kMorning)))
      EXPECT_NE(rule->id, action);
  }
  EXPECT_EQ(life.act(kMorning, "grant_extension"), "");
}

}  // namespace
}  // namespace handler::cases
