// A report that came above the site's budget: where it is listed, and who decides about it.
#include <gtest/gtest.h>

#include "handler/cases/jobs/marks.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;

const ActionInput kNoBusiness = {{"exclusion", "legal_bar"}, {"referral", "hotline"}};

struct SetAsideReport : ::testing::Test {
  CaseLife life{testing::py()};

  void SetUp() override {
    life.submit("2026-09-21 10:00", {{"kind", "matter"}, {"set_aside", 5000}});
  }
  std::string_view standing() const { return standing_of(life.now()); }
  std::vector<std::string> marks() const { return marks_of(life.rules(), life.now()); }
};

TEST_F(SetAsideReport, StandsInOneListUntilItIsAdmitted) {
  EXPECT_EQ(standing(), kSetAside);
  EXPECT_EQ(marks(), std::vector<std::string>{"set_aside"});
  ASSERT_EQ(life.report("2026-09-22 10:05", "urge"), "");
  EXPECT_EQ(marks(), std::vector<std::string>{"set_aside"});
  ASSERT_EQ(life.act("2026-09-22 10:10", "admit"), "");
  EXPECT_EQ(standing(), "submitted");
  EXPECT_EQ(marks(), (std::vector<std::string>{"open", "to_accept", "urged", "for_front_desk"}));
  EXPECT_EQ(life.act("2026-09-22 10:15", "admit"), "not_set_aside");
  EXPECT_EQ(life.act("2026-09-22 10:15", "turn_away"), "not_set_aside");
}

TEST_F(SetAsideReport, HasTheDeadlinesOfAnyOther) {
  CaseLife other{testing::py()};
  other.submit("2026-09-21 10:00");
  ASSERT_EQ(life.act("2026-09-21 15:00", "admit"), "");
  for (CaseLife* one : {&life, &other})
    ASSERT_EQ(one->act("2026-09-21 15:30", "accept", {{"tier", "general"}}), "");
  const Case mine = life.now();
  const Case theirs = other.now();
  EXPECT_EQ(mine.received_at, theirs.received_at);
  ASSERT_EQ(mine.clocks.size(), theirs.clocks.size());
  ASSERT_FALSE(mine.clocks.empty());
  for (std::size_t i = 0; i < mine.clocks.size(); ++i)
    EXPECT_EQ(mine.clocks[i].due.due, theirs.clocks[i].due.due) << mine.clocks[i].clock;
}

TEST_F(SetAsideReport, IsAcceptedWithoutBeingAdmittedFirst) {
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(standing(), "accepted");
  EXPECT_EQ(life.now().set_aside, 0);
}

TEST_F(SetAsideReport, IsAnyOtherDeclinedCaseIfAReasonIsNamed) {
  ASSERT_EQ(life.act("2026-09-21 10:05", "decline", kNoBusiness), "");
  EXPECT_EQ(standing(), "declined");
  ASSERT_EQ(life.act("2026-09-21 10:10", "undo_decline"), "");
  EXPECT_EQ(standing(), kSetAside);
}

TEST_F(SetAsideReport, IsTurnedAwayWithAnExplanationAlone) {
  const StaffMember window = testing::only(life.site(), core::Role::front_desk);
  const ActionOutcome silent =
      plan_action(life.rules(), life.site(), life.now(), object_of(life.site(), life.now()), window,
                  "turn_away", {}, testing::moment("2026-09-21 10:05"));
  ASSERT_EQ(silent.mistakes.size(), 1U);
  EXPECT_EQ(silent.mistakes[0].field, "explanation");
  ASSERT_EQ(life.act_as(window, "2026-09-21 10:05", "turn_away"), "");
  EXPECT_EQ(life.now().state, core::CaseState::declined);
  EXPECT_EQ(standing(), kTurnedAway);
  EXPECT_EQ(life.now().set_aside, 5000);
  EXPECT_TRUE(marks().empty());
  ASSERT_EQ(life.act("2026-09-21 10:10", "undo_decline"), "");
  EXPECT_EQ(standing(), kSetAside);
  EXPECT_EQ(marks(), std::vector<std::string>{"set_aside"});
}

TEST_F(SetAsideReport, StaysWithdrawnIfItsReporterWithdrawsIt) {
  ASSERT_EQ(life.report("2026-09-21 10:05", "withdraw"), "");
  EXPECT_EQ(standing(), "withdrawn");
  EXPECT_EQ(life.act("2026-09-21 10:10", "admit"), "wrong_state");
}

TEST_F(SetAsideReport, IsDecidedOnByTheFrontDeskAlone) {
  for (const core::Role role : {core::Role::dispatcher, core::Role::supervision}) {
    const StaffMember other = testing::only(life.site(), role);
    EXPECT_EQ(life.act_as(other, "2026-09-21 10:05", "admit"), "not_allowed");
    EXPECT_EQ(life.act_as(other, "2026-09-21 10:05", "turn_away"), "not_allowed");
  }
}

// A consent that the policy promises is not got around.
TEST(SetAsideWhereADeclineNeedsConsent, IsTurnedAwayByTheRoleThatConsents) {
  core::Site site = testing::bg();
  site.policy.consents = {{.before = core::Denial::decline, .by = core::Role::leader_on_duty}};
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}, {"set_aside", 5000}});
  const StaffMember window = testing::only(site, core::Role::front_desk);
  const StaffMember leader = testing::only(site, core::Role::leader_on_duty);
  EXPECT_EQ(life.act_as(window, "2026-09-21 10:05", "turn_away"), "not_allowed");
  EXPECT_EQ(life.act_as(leader, "2026-09-21 10:05", "turn_away"), "");
}

TEST(SetAsideReports, AreOnlyThoseThatTheStoreMarked) {
  CaseLife life(testing::py());
  life.submit("2026-09-21 10:00");
  EXPECT_EQ(life.act("2026-09-21 10:05", "admit"), "not_set_aside");
  EXPECT_EQ(life.act("2026-09-21 10:05", "turn_away"), "not_set_aside");
}

}  // namespace
}  // namespace handler::cases
