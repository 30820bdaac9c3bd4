// Limits that are set for one case: the next report of progress, a superior's day, a date that a
// role sets; and the clock that waits until the reporter was contacted.
#include <gtest/gtest.h>

#include "core/base/contains.h"
#include "handler/cases/jobs/marks.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using test::moment;
using testing::CaseLife;
using testing::due_text;
using testing::only;
using testing::run_of;

// 攀枝花, and a date that the dispatcher sets, and a call within a workday.
core::Site promising() {
  core::Site site = testing::pz();
  core::PolicyClock date =
      testing::clock("date", core::Milestone::accepted, core::Milestone::replied, "case_by_case");
  date.set_by = core::Role::dispatcher;
  site.policy.clocks.push_back(date);
  site.policy.clocks.push_back(
      testing::clock("call", core::Milestone::submitted, core::Milestone::contacted, "1 workday"));
  site.policy.roles = {{.role = core::Role::front_desk, .name = "窗口"},
                       {.role = core::Role::dispatcher, .name = "督办科"},
                       {.role = core::Role::unit, .name = "承办单位"}};
  return site;
}

// A case that the unit signed for on Monday 14 September.
void sign_for(CaseLife& life) {
  life.submit("2026-09-14 09:00");
  ASSERT_EQ(life.act("2026-09-14 09:10", "accept", {{"tier", "complex"}}), "");
  ASSERT_EQ(life.act("2026-09-14 09:20", "dispatch", {{"unit", "civil"}}), "");
  ASSERT_EQ(life.act("2026-09-14 09:30", "sign_for"), "");
}

TEST(NextProgress, RunsUntilTheNextReportAndBreaksLikeAnyLimit) {
  CaseLife life(promising());
  sign_for(life);
  ASSERT_EQ(life.act("2026-09-15 09:00", "progress", {{"next", "2026-09-18"}}), "");
  EXPECT_FALSE(run_of(life.now(), "handle")->running());
  EXPECT_EQ(due_text(life.now(), kNextProgress), "2026-09-18 17:00");
  EXPECT_GE(life.tick("2026-09-21 09:00"), 1);
  EXPECT_TRUE(run_of(life.now(), kNextProgress)->overdue(moment("2026-09-21 09:00")));
  EXPECT_EQ(life.now().notified, std::vector<std::string>{"dispatcher"});
  ASSERT_EQ(life.act("2026-09-21 10:00", "progress", {{"next", "2026-09-24"}}), "");
  EXPECT_FALSE(run_of(life.now(), kNextProgress)->overdue(moment("2026-09-21 10:00")));
  EXPECT_TRUE(life.now().overdue(moment("2026-09-21 10:00"))) << "the breach stays";
  ASSERT_EQ(life.act("2026-09-22 10:00", "reply"), "");
  EXPECT_FALSE(run_of(life.now(), kNextProgress)->running());
}

TEST(NextProgress, IsNeededAndTheSlipIsSignedFirst) {
  CaseLife life(promising());
  life.submit("2026-09-14 09:00");
  life.act("2026-09-14 09:10", "accept", {{"tier", "complex"}});
  life.act("2026-09-14 09:20", "dispatch", {{"unit", "civil"}});
  EXPECT_EQ(life.act("2026-09-14 09:30", "progress"), "wrong_state");
  life.act("2026-09-14 09:40", "sign_for");
  EXPECT_EQ(life.act("2026-09-14 09:50", "progress", {{"next", ""}}), "next: required");
  EXPECT_EQ(life.act("2026-09-14 09:50", "progress", {{"next", "2026-09-14"}}),
            "next: day_out_of_range");
  EXPECT_EQ(life.act("2026-09-14 09:50", "progress", {{"next", "2026-09-19"}}), "next: no_workday");
  EXPECT_EQ(life.act("2026-09-14 09:50", "progress", {{"next", "9月18日"}}), "next: day");
}

TEST(NextProgress, IsNotKnownInReportsOfOlderPrograms) {
  CaseLife life(promising());
  sign_for(life);
  life.note("2026-09-15 09:00", EventType::progress_reported);
  EXPECT_FALSE(run_of(life.now(), "handle")->running());
  EXPECT_EQ(run_of(life.now(), kNextProgress), nullptr);
}

TEST(Progress, NeedsTheStatementWhereItStandsForTheAnswer) {
  const auto fields = [](core::TierMeans means, bool always) {
    core::Site site = promising();
    site.policy.tiers.back().requires_documents = {"问题处理说明"};
    site.policy.tiers.back().means = means;
    site.policy.progress.statement = always;
    CaseLife life(site);
    sign_for(life);
    return fields_of(life.rules(), life.now(), *find_action("progress")).size();
  };
  EXPECT_EQ(fields(core::TierMeans::progress, false), 4U);
  EXPECT_EQ(fields(core::TierMeans::resolve, false), 3U);
  EXPECT_EQ(fields(core::TierMeans::resolve, true), 4U);
}

TEST(Progress, IsReportedByTheRolesOfThePolicy) {
  core::Site site = promising();
  site.policy.progress.by = {core::Role::dispatcher};
  CaseLife life(site);
  sign_for(life);
  EXPECT_EQ(
      life.act_as(only(life.site(), core::Role::unit, "civil"), "2026-09-15 09:00", "progress"),
      "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), core::Role::dispatcher), "2026-09-15 09:00", "progress"),
            "");
}

class WindowFirst : public ::testing::Test {
 protected:
  WindowFirst() : life(site()) {
    sign_for(life);
    const ActionOutcome outcome =
        life.try_as(only(life.site(), core::Role::unit, "civil"), "progress",
                    {{"next", "2026-09-24"}}, moment("2026-09-16 09:00"));
    EXPECT_EQ(outcome.events.size(), 1U);
    EXPECT_FALSE(outcome.events.at(0).texts.at(0).for_reporter);
  }
  static core::Site site() {
    core::Site made = promising();
    made.policy.progress.window_first = true;
    return made;
  }
  CaseLife life;
};

TEST_F(WindowFirst, AUnitsReportStopsNoClockByItself) {
  EXPECT_TRUE(run_of(life.now(), "handle")->running());
  EXPECT_EQ(run_of(life.now(), kNextProgress), nullptr);
  EXPECT_EQ(life.act("2026-09-16 10:00", "progress"), "progress_waits");
}

TEST_F(WindowFirst, ReleasedItStopsTheClockWhenTheUnitReported) {
  ASSERT_EQ(life.act("2026-09-17 09:00", "release_progress", {{"next", "2026-09-29"}}), "");
  EXPECT_EQ(run_of(life.now(), "handle")->stopped_at, moment("2026-09-16 09:00"));
  EXPECT_FALSE(run_of(life.now(), "handle")->overdue(moment("2026-10-30 09:00")));
  EXPECT_EQ(due_text(life.now(), kNextProgress), "2026-09-29 17:00");
  EXPECT_EQ(life.act("2026-09-17 09:10", "release_progress"), "no_progress_waits");
}

TEST_F(WindowFirst, ReleasedTooLateTheReporterWasToldTooLate) {
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-09-20 17:00");
  ASSERT_EQ(life.act("2026-09-22 09:00", "release_progress", {{"next", "2026-09-28"}}), "");
  EXPECT_TRUE(run_of(life.now(), "handle")->overdue(moment("2026-09-22 09:00")));
}

TEST_F(WindowFirst, RefusedItLeavesTheClockUnbroken) {
  ASSERT_EQ(life.act("2026-09-17 09:00", "refuse_progress"), "");
  EXPECT_TRUE(run_of(life.now(), "handle")->running());
  EXPECT_EQ(life.act("2026-09-17 09:10", "progress"), "") << "the unit may report again";
}

TEST(SetLimit, RunsWithoutADateUntilTheRoleSetsIt) {
  CaseLife life(promising());
  sign_for(life);
  EXPECT_EQ(due_text(life.now(), "date"), "no due time");
  EXPECT_TRUE(core::contains(marks_of(life.rules(), life.now()), "to_set_limit"));
  EXPECT_EQ(life.act_as(only(life.site(), core::Role::front_desk), "2026-09-14 10:00", "set_limit",
                        {{"due", "2026-10-15"}}),
            "not_allowed");
  ASSERT_EQ(life.act("2026-09-14 10:00", "set_limit", {{"due", "2026-10-15"}}), "");
  EXPECT_EQ(due_text(life.now(), "date"), "2026-10-15 17:00");
  EXPECT_FALSE(core::contains(marks_of(life.rules(), life.now()), "to_set_limit"));
}

TEST(SetLimit, ALaterDateNeedsAReasonAndHealsNoBreach) {
  CaseLife life(promising());
  sign_for(life);
  ASSERT_EQ(life.act("2026-09-14 10:00", "set_limit", {{"due", "2026-09-16"}}), "");
  const ActionOutcome changed =
      life.try_as(life.staff(), "set_limit", {{"due", "2026-09-30"}, {"reason", ""}},
                  moment("2026-09-17 09:00"));
  ASSERT_EQ(changed.mistakes.size(), 1U);
  EXPECT_EQ(changed.mistakes.front().field, "reason");
  ASSERT_EQ(life.act("2026-09-17 09:00", "set_limit", {{"due", "2026-09-30"}}), "");
  EXPECT_EQ(due_text(life.now(), "date"), "2026-09-30 17:00");
  EXPECT_TRUE(run_of(life.now(), "date")->overdue(moment("2026-09-17 09:00")));
}

TEST(SetLimit, IsExplainedByWhoSetIt) {
  CaseLife life(promising());
  sign_for(life);
  life.act_as(only(life.site(), core::Role::dispatcher), "2026-09-14 10:00", "set_limit",
              {{"due", "2026-10-15"}});
  EXPECT_EQ(core::explain(run_of(life.now(), "date")->due),
            "2026-10-15 Thursday, set for this case by 督办科\n"
            "due 2026-10-15 Thursday 17:00\n");
}

TEST(SetLimit, MovesOnlyByAPauseThatCameAfterIt) {
  CaseLife life(promising());
  sign_for(life);
  life.act("2026-09-14 10:00", "ask_materials");
  life.act("2026-09-16 10:00", "receive_materials");
  life.act("2026-09-16 11:00", "set_limit", {{"due", "2026-09-18"}});
  EXPECT_EQ(due_text(life.now(), "date"), "2026-09-18 17:00");
  life.act("2026-09-16 14:00", "ask_materials");
  life.act("2026-09-17 10:00", "receive_materials");
  EXPECT_EQ(due_text(life.now(), "date"), "2026-09-20 17:00") << "20 September works";
}

TEST(SuperiorsDay, RunsFromAcceptanceToTheReply) {
  CaseLife life(promising());
  life.submit("2026-09-14 09:00",
              {{"kind", "matter"}, {"channel", "superior"}, {"assigned_due", "2026-09-16"}});
  EXPECT_EQ(run_of(life.now(), kSuperiorsDay), nullptr);
  life.act("2026-09-14 09:10", "accept", {{"tier", "complex"}});
  EXPECT_EQ(due_text(life.now(), kSuperiorsDay), "2026-09-16 17:00");
  life.tick("2026-09-17 09:00");
  EXPECT_TRUE(run_of(life.now(), kSuperiorsDay)->overdue(moment("2026-09-17 09:00")));
  life.act("2026-09-17 10:00", "reply_on_the_spot");
  EXPECT_FALSE(run_of(life.now(), kSuperiorsDay)->running());
}

TEST(SuperiorsDay, IsNoNewsOnceTheCaseIsOver) {
  CaseLife life(testing::pz());
  life.submit("2026-09-14 09:00",
              {{"kind", "matter"}, {"channel", "superior"}, {"assigned_due", "2026-09-16"}});
  life.act("2026-09-14 09:10", "accept", {{"tier", "complex"}});
  for (const char* action : {"reply_on_the_spot", "feed_back", "close"})
    ASSERT_EQ(life.act("2026-09-17 10:00", action), "") << action;
  EXPECT_TRUE(run_of(life.now(), kSuperiorsDay)->overdue(moment("2026-09-17 10:00")));
  EXPECT_EQ(life.tick("2026-09-17 11:00"), 0);
}

TEST(Contact, StopsTheClockThatWaitsForIt) {
  CaseLife life(promising());
  life.submit("2026-09-14 09:00");
  EXPECT_EQ(due_text(life.now(), "call"), "2026-09-15 17:00");
  ASSERT_EQ(life.act("2026-09-14 10:00", "contact", {{"contact", "no_answer"}}), "");
  EXPECT_TRUE(run_of(life.now(), "call")->running());
  ASSERT_EQ(life.act("2026-09-14 11:00", "contact", {{"contact", "phone"}}), "");
  EXPECT_EQ(run_of(life.now(), "call")->stopped_at, moment("2026-09-14 11:00"));
}

// A case that is not accepted yet is counted with the site's present calendar.
TEST(Contact, StaysMissedThoughTheDayIsClosedAfterwards) {
  CaseLife life(promising());
  life.submit("2026-09-14 09:00");
  ASSERT_EQ(life.tick("2026-09-16 09:00"), 1);
  core::LocalDay closure{.name = "台风停工"};
  closure.from = closure.to = test::day("2026-09-15");
  const core::WorkTime closed{core::Calendar(life.rules().time->calendar.years(), {closure}),
                              life.rules().time->hours};
  const Case subject = fold({life.rules().policy, &closed}, life.events());
  ASSERT_EQ(due_text(subject, "call"), "2026-09-16 17:00");
  EXPECT_TRUE(run_of(subject, "call")->overdue(moment("2026-09-16 10:00")));
  ASSERT_EQ(run_of(subject, "call")->breaches.size(), 1U);
  EXPECT_TRUE(run_of(subject, "call")->breaches.front().recorded);
}

TEST(Contact, IsNoAnswerOfAUnit) {
  CaseLife life(promising());
  sign_for(life);
  ASSERT_EQ(life.act("2026-09-14 12:00", "reply"), "");
  EXPECT_TRUE(run_of(life.now(), "call")->running());
  life.act("2026-09-14 14:00", "feed_back");
  EXPECT_FALSE(run_of(life.now(), "call")->running());
}

TEST(Contact, IsOfferedOnlyWhereAClockWaitsForIt) {
  CaseLife life(testing::pz());
  life.submit("2026-09-14 09:00");
  EXPECT_EQ(life.act("2026-09-14 10:00", "contact"), "no_contact_clock");
  EXPECT_EQ(life.act("2026-09-14 10:00", "set_limit"), "no_limit_to_set");
}

}  // namespace
}  // namespace handler::cases
