// The marks of a case at each stage.
#include "handler/cases/jobs/marks.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/text.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;

// Without the marks of roles.
std::string marks(const CaseLife& life) {
  std::vector<std::string> marks = marks_of(life.rules(), life.now());
  std::erase_if(marks, [](const std::string& mark) { return mark.starts_with("for_"); });
  return core::joined(marks, " ");
}

std::string waits(const CaseLife& life) {
  std::vector<std::string> roles;
  for (const core::Role role : waits_for(life.rules(), life.now()))
    roles.emplace_back(core::to_text(role));
  return core::joined(roles, " ");
}

core::Site kind_town() {
  core::Site site = testing::py();
  site.policy.grades = {{.id = "good", .name = "满意"},
                        {.id = "bad", .name = "不满意", .unhappy = true}};
  site.policy.reopening = true;
  return site;
}

struct Marks : ::testing::Test {
  CaseLife life{kind_town()};

  void submit(const std::string& kind = "matter") {
    life.submit("2026-09-21 10:00", {{"kind", kind}});
  }
  void dispatch() {
    submit();
    ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
    ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  }
  void close() {
    dispatch();
    ASSERT_EQ(life.act("2026-09-21 11:00", "reply"), "");
    ASSERT_EQ(life.act("2026-09-21 11:05", "feed_back"), "");
    ASSERT_EQ(life.act("2026-09-21 11:10", "close"), "");
  }
};

TEST_F(Marks, SayWhatIsNextFromTheReportToTheEnd) {
  submit();
  EXPECT_EQ(marks(life), "open to_accept");
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(marks(life), "open to_dispatch");
  ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  EXPECT_EQ(marks(life), "open to_sign");
  ASSERT_EQ(life.act("2026-09-21 10:15", "sign_for"), "");
  EXPECT_EQ(marks(life), "open to_answer");
  ASSERT_EQ(life.act("2026-09-21 10:20", "reply"), "");
  EXPECT_EQ(marks(life), "open to_feed_back");
  ASSERT_EQ(life.act("2026-09-21 10:25", "feed_back"), "");
  EXPECT_EQ(marks(life), "open to_close");
  ASSERT_EQ(life.act("2026-09-21 10:30", "close"), "");
  EXPECT_EQ(marks(life), "");
}

TEST_F(Marks, KeepARequestForMoreTimeUntilItIsDecided) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_extension", {{"workdays", "2"}}), "");
  EXPECT_EQ(marks(life), "open to_sign extension");
  ASSERT_EQ(life.act("2026-09-21 12:00", "refuse_extension"), "");
  EXPECT_EQ(marks(life), "open to_sign");
}

TEST(MarksOfConsent, StandUntilItIsDecided) {
  core::Site site = kind_town();
  site.policy.consents = {{.before = core::Denial::decline, .by = core::Role::leader_on_duty}};
  CaseLife life{site};
  life.submit("2026-09-21 10:00");
  ASSERT_EQ(life.act("2026-09-21 10:05", "ask_consent"), "");
  EXPECT_EQ(marks(life), "open to_accept consent");
  EXPECT_EQ(waits(life), "front_desk leader_on_duty");
  ASSERT_EQ(life.act("2026-09-21 10:10", "give_consent"), "");
  EXPECT_EQ(marks(life), "open to_accept");
  EXPECT_EQ(waits(life), "front_desk");
}

TEST_F(Marks, SayThatMaterialsCameUntilSomebodyActs) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_materials"), "");
  EXPECT_EQ(marks(life), "open awaiting");
  ASSERT_EQ(life.report("2026-09-21 14:00", "send_materials", {{"materials", "身份证号"}}), "");
  EXPECT_EQ(marks(life), "open to_sign materials");
  life.note("2026-09-21 14:02", EventType::identity_viewed);
  EXPECT_EQ(marks(life), "open to_sign materials");
  ASSERT_EQ(life.act("2026-09-21 14:05", "sign_for"), "");
  EXPECT_EQ(marks(life), "open to_answer");
}

TEST_F(Marks, SayThatTheReporterAddedSomethingUntilTheHolderActs) {
  dispatch();
  ASSERT_EQ(life.report("2026-09-21 11:00", "supplement", {{"words", "又去了一次"}}), "");
  EXPECT_EQ(marks(life), "open to_sign supplement");
  EXPECT_EQ(waits(life), "unit");
  ASSERT_EQ(life.act("2026-09-21 11:05", "urge"), "");
  EXPECT_EQ(marks(life), "open to_sign supplement urged") << "another role than the holder's";
  ASSERT_EQ(life.act("2026-09-21 11:10", "sign_for"), "");
  EXPECT_EQ(marks(life), "open to_answer urged");
}

TEST_F(Marks, SayWhatTheCounterAddedForTheReporter) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "supplement", {{"words", "打电话说的"}}), "");
  EXPECT_EQ(marks(life), "open to_sign supplement");
}

// While materials are awaited no role has to act, so what came would lie unread.
TEST_F(Marks, LetTheWindowReadWhatCameInPlaceOfMaterials) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_materials"), "");
  EXPECT_EQ(waits(life), "");
  ASSERT_EQ(life.report("2026-09-21 12:00", "supplement", {{"words", "材料下周才有"}}), "");
  EXPECT_EQ(marks(life), "open awaiting supplement");
  EXPECT_EQ(waits(life), "front_desk");
  ASSERT_EQ(life.act("2026-09-21 12:10", "urge"), "");
  EXPECT_EQ(marks(life), "open awaiting urged");
}

TEST_F(Marks, SayThatSomebodyAskedForHasteUntilSomethingIsHeard) {
  dispatch();
  ASSERT_EQ(life.report("2026-09-21 11:00", "urge"), "");
  EXPECT_EQ(marks(life), "open to_sign urged");
  ASSERT_EQ(life.act("2026-09-21 11:05", "sign_for"), "");
  EXPECT_EQ(marks(life), "open to_answer urged");
  ASSERT_EQ(life.act("2026-09-21 11:10", "progress"), "");
  EXPECT_EQ(marks(life), "open to_answer");
}

TEST_F(Marks, KeepAClosedCaseOpenWhileItOwesSomething) {
  close();
  ASSERT_EQ(life.report("2026-09-22 10:00", "evaluate", {{"grade", "bad"}}), "");
  EXPECT_EQ(marks(life), "open to_rectify");
  ASSERT_EQ(life.report("2026-09-22 10:05", "ask_reopening", {{"words", "还没办好"}}), "");
  EXPECT_EQ(marks(life), "open reopening to_rectify");
  ASSERT_EQ(life.act("2026-09-22 10:10", "rectify"), "");
  EXPECT_EQ(marks(life), "open reopening");
  ASSERT_EQ(life.act("2026-09-22 10:20", "reopen"), "");
  EXPECT_EQ(marks(life), "open to_answer reopened");
}

TEST_F(Marks, RememberThatTheTimeRanOutWhateverMovedItSince) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-24 10:00", "retier", {{"tier", "complex"}}), "");
  ASSERT_EQ(life.act("2026-09-24 10:00", "agree_reclassification"), "");
  EXPECT_EQ(marks(life), "open to_sign breached");
}

TEST_F(Marks, SayThatAnAnswerWasRejectedUntilTheNextOne) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "reply"), "");
  ASSERT_EQ(life.act("2026-09-21 11:05", "send_back"), "");
  EXPECT_EQ(marks(life), "open to_answer sent_back");
  EXPECT_EQ(waits(life), "unit");
  ASSERT_EQ(life.act("2026-09-21 11:10", "reply"), "");
  EXPECT_EQ(marks(life), "open to_feed_back");
  EXPECT_EQ(waits(life), "front_desk");
}

TEST_F(Marks, SayThatASlipWasBouncedUntilItIsDispatchedAgain) {
  dispatch();
  ASSERT_EQ(life.act("2026-09-21 11:00", "return_slip"), "");
  EXPECT_EQ(marks(life), "open to_dispatch returned");
  EXPECT_EQ(waits(life), "front_desk") << "the policy names no dispatcher";
  ASSERT_EQ(life.act("2026-09-21 11:05", "dispatch", {{"unit", "tax"}}), "");
  EXPECT_EQ(marks(life), "open to_sign");
}

TEST(WaitsFor, TheRoleAskedForMoreTimeAndTheOneToWhichTheCaseWasPassedUp) {
  core::Site site = kind_town();
  site.policy.roles = {{.role = core::Role::dispatcher, .name = "督办科"},
                       {.role = core::Role::leading_group, .name = "领导小组"},
                       {.role = core::Role::supervision, .name = "监督组"}};
  site.bodies = {{.id = "office", .name = "办公室"}};
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}});
  EXPECT_EQ(waits(life), "front_desk");
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(waits(life), "dispatcher");
  ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  ASSERT_EQ(life.act("2026-09-21 10:20", "ask_extension", {{"workdays", "1"}}), "");
  EXPECT_EQ(waits(life), "unit leader_on_duty");
  ASSERT_EQ(life.act("2026-09-21 10:30", "grant_extension"), "");
  ASSERT_EQ(life.act("2026-09-21 10:40", "escalate", {{"target", "supervision"}}), "");
  EXPECT_EQ(waits(life), "unit supervision");
  const auto as = [&](core::Role role) {
    return life.act_as(testing::only(life.site(), role, ""), "2026-09-21 10:50", "acknowledge");
  };
  EXPECT_EQ(as(core::Role::leading_group), "not_allowed") << "it was not passed up to them";
  EXPECT_EQ(as(core::Role::supervision), "");
  EXPECT_EQ(waits(life), "unit");
  EXPECT_EQ(as(core::Role::supervision), "nothing_to_acknowledge");
  ASSERT_EQ(life.act("2026-09-21 11:00", "escalate", {{"target", "office"}}), "");
  EXPECT_EQ(waits(life), "unit leading_group") << "a body has no users of its own";
  EXPECT_EQ(as(core::Role::leading_group), "");
  EXPECT_EQ(waits(life), "unit");
  EXPECT_EQ(life.now().escalated_to.size(), 2U) << "that it was passed up stays";
}

TEST(WaitsFor, TheRoleThatAgreesToASofterLimit) {
  core::Site site = kind_town();
  for (const char* decider : {"front_desk", "leading_group"}) {
    CaseLife life(site);
    life.submit("2026-09-21 10:00", {{"kind", "matter"}});
    ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
    ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
    ASSERT_EQ(life.act("2026-09-21 11:00", "retier", {{"tier", "complex"}}), "");
    EXPECT_EQ(marks(life), "open to_sign reclassification");
    EXPECT_EQ(waits(life), std::string("unit ") + decider);
    ASSERT_EQ(life.act("2026-09-21 11:10", "agree_reclassification"), "");
    EXPECT_EQ(marks(life), "open to_sign");
    EXPECT_EQ(waits(life), "unit");
    site.policy.roles = {{.role = core::Role::leading_group, .name = "领导小组"}};
  }
}

TEST(WaitsFor, TheWindowWhileItReadsWhatAUnitReported) {
  core::Site site = kind_town();
  site.policy.progress = {.by = {core::Role::unit}, .window_first = true};
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}});
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  ASSERT_EQ(life.act("2026-09-21 11:00", "sign_for"), "");
  ASSERT_EQ(life.act("2026-09-21 11:05", "progress"), "");
  EXPECT_EQ(marks(life), "open to_answer progress");
  EXPECT_EQ(waits(life), "front_desk") << "the unit has done its part";
  ASSERT_EQ(life.act("2026-09-21 11:10", "release_progress"), "");
  EXPECT_EQ(marks(life), "open to_answer");
  EXPECT_EQ(waits(life), "unit");
}

TEST(WaitsFor, TheRoleThatSetsTheDate) {
  core::Site site = kind_town();
  core::PolicyClock date =
      testing::clock("date", core::Milestone::accepted, core::Milestone::replied, "case_by_case");
  date.set_by = core::Role::leading_group;
  site.policy.clocks.push_back(date);
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}});
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(marks(life), "open to_dispatch to_set_limit");
  EXPECT_EQ(waits(life), "front_desk leading_group");
  ASSERT_EQ(life.act("2026-09-21 10:30", "set_limit", {{"due", "2026-09-24"}}), "");
  EXPECT_EQ(marks(life), "open to_dispatch");
  EXPECT_EQ(waits(life), "front_desk");
}

TEST(WaitsFor, TheWindowUntilItHasSpokenWithTheReporter) {
  core::Site site = kind_town();
  site.policy.clocks.push_back(
      testing::clock("call", core::Milestone::accepted, core::Milestone::contacted, "1 workday"));
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}});
  EXPECT_EQ(marks(life), "open to_accept");
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  EXPECT_EQ(marks(life), "open to_sign to_contact");
  EXPECT_EQ(waits(life), "unit front_desk");
  ASSERT_EQ(life.act("2026-09-21 10:20", "contact", {{"contact", "no_answer"}}), "");
  EXPECT_EQ(waits(life), "unit front_desk") << "the reporter was not reached";
  ASSERT_EQ(life.act("2026-09-21 10:30", "contact", {{"contact", "phone"}}), "");
  EXPECT_EQ(marks(life), "open to_sign");
  EXPECT_EQ(waits(life), "unit");
}

TEST(WaitsFor, NoCallOnceTheReporterWasToldTheAnswer) {
  core::Site site = kind_town();
  site.policy.clocks.push_back(
      testing::clock("call", core::Milestone::accepted, core::Milestone::contacted, "1 workday"));
  CaseLife life(site);
  life.submit("2026-09-21 10:00", {{"kind", "matter"}});
  ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "general"}}), "");
  ASSERT_EQ(life.act("2026-09-21 10:10", "reply_on_the_spot"), "");
  EXPECT_EQ(marks(life), "open to_feed_back to_contact");
  ASSERT_EQ(life.act("2026-09-21 10:20", "feed_back"), "");
  EXPECT_EQ(marks(life), "open to_close");
}

TEST(MarkTable, HasEachIdOnce) {
  std::set<std::string_view> ids;
  for (const MarkRule& rule : mark_table()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

}  // namespace
}  // namespace handler::cases
