// The fields, roles and refusals of each action.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::Role;
using testing::CaseLife;
using testing::hand_over;
using testing::kMorning;
using testing::moment;
using testing::only;

void accept(CaseLife& life, const std::string& tier) {
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", tier}}), "");
}

// Exactly the given fields; no defaults are filled in.
ActionOutcome plan(const CaseLife& life, std::string_view action, const ActionInput& input,
                   const std::string& at = kMorning) {
  const Case subject = life.now();
  return plan_action(life.rules(), life.site(), subject, object_of(life.site(), subject),
                     life.staff(), action, input, moment(at));
}

std::string mistakes(const ActionOutcome& outcome) {
  std::string text;
  for (const ActionMistake& mistake : outcome.mistakes) {
    text += mistake.field + " " + mistake.code + "\n";
  }
  return text;
}

std::set<std::string> buttons(const CaseLife& life, const StaffMember& actor,
                              const std::string& at = kMorning) {
  std::set<std::string> ids;
  for (const ActionRule* rule : life.possible(actor, moment(at))) ids.emplace(rule->id);
  return ids;
}

using Ids = std::set<std::string>;

TEST(Actions, AreNamedOnce) {
  std::set<std::string_view> ids;
  for (const ActionRule& rule : action_table()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

TEST(Actions, KeepATextOfTheReporterApartFromOneForStaff) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  const ActionOutcome reply = plan(life, "reply", {{"outcome", "resolved"}, {"reply", "已补办"}});
  ASSERT_EQ(reply.events.size(), 1u);
  EXPECT_EQ(reply.events[0].data, (core::Json{{"outcome", "resolved"}}));
  ASSERT_EQ(reply.events[0].texts.size(), 1u);
  EXPECT_EQ(reply.events[0].texts[0].text, "已补办");
  EXPECT_FALSE(reply.events[0].texts[0].for_reporter);
  life.act(kMorning, "reply");
  const ActionOutcome told = plan(life, "feed_back", {{"reply", "办好了"}, {"channel", "written"}});
  EXPECT_TRUE(told.events.at(0).texts.at(0).for_reporter);
}

TEST(Accept, AsksForKindTierAndMatter) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  EXPECT_EQ(mistakes(plan(life, "accept", {})), "kind required\nmatter required\n");
  EXPECT_EQ(mistakes(plan(life, "accept", {{"kind", "matter"}})),
            "tier required\nmatter required\n");
  EXPECT_EQ(mistakes(plan(life, "accept",
                          {{"kind", "nonsense"}, {"tier", "general"}, {"matter", "低保"}})),
            "kind unknown\n");
  EXPECT_EQ(
      mistakes(plan(life, "accept", {{"kind", "matter"}, {"tier", "red"}, {"matter", "低保"}})),
      "tier unknown\n");
}

TEST(Accept, WantsNoTierForKindsThatHaveNone) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  const ActionOutcome outcome =
      plan(life, "accept", {{"kind", "suggestion"}, {"tier", "general"}, {"matter", "开门时间"}});
  ASSERT_EQ(outcome.events.size(), 1u);
  EXPECT_EQ(outcome.events[0].data, (core::Json{{"kind", "suggestion"}}));
  EXPECT_TRUE(outcome.events[0].gives_serial);
}

TEST(Accept, IsForTheFrontDesk) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  EXPECT_EQ(life.act_as(only(life.site(), Role::dispatcher), kMorning, "accept"), "not_allowed");
  const ActionInput input = {{"kind", "matter"}, {"tier", "general"}};
  EXPECT_EQ(life.act_as(only(life.site(), Role::front_desk), kMorning, "accept", input), "");
  EXPECT_EQ(life.events().back().actor.role, Role::front_desk);
}

TEST(Decline, NeedsAReasonAnExplanationAndWhereToGo) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  EXPECT_EQ(mistakes(plan(life, "decline", {})),
            "exclusion required\nexplanation required\nreferral required\n");
  EXPECT_EQ(mistakes(plan(
                life, "decline",
                {{"exclusion", "legal_bar"}, {"explanation", "因为"}, {"referral", "hotline,x"}})),
            "referral unknown\n");
  const ActionOutcome outcome =
      plan(life, "decline",
           {{"exclusion", "legal_bar"}, {"explanation", "因为"}, {"referral", "hotline,court"}});
  ASSERT_EQ(outcome.events.size(), 1u);
  EXPECT_EQ(outcome.events[0].data,
            (core::Json{{"exclusion", "legal_bar"}, {"referral", {"court", "hotline"}}}));
  EXPECT_TRUE(outcome.events[0].texts.at(0).for_reporter);
}

TEST(Dispatch, RefusesTheUnitThatAConductCaseIsAbout) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "conduct"}, {"unit", "tax"}});
  life.act(kMorning, "accept", {{"tier", "general"}});
  EXPECT_EQ(life.act(kMorning, "dispatch", {{"unit", "tax"}}), "unit_is_concerned");
  EXPECT_EQ(life.act(kMorning, "dispatch", {{"unit", "civil"}}), "");
  EXPECT_EQ(life.act(kMorning, "redispatch", {{"unit", "tax"}}), "unit_is_concerned");
}

TEST(Dispatch, MayReachTheUnitThatAMatterIsAbout) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "matter"}, {"unit", "tax"}});
  life.act(kMorning, "accept", {{"tier", "general"}});
  EXPECT_EQ(life.act(kMorning, "dispatch", {{"unit", "tax"}}), "");
}

TEST(Dispatch, KnowsItsUnits) {
  CaseLife life(testing::py());
  accept(life, "general");
  EXPECT_EQ(life.act(kMorning, "dispatch"), "unit: required");
  EXPECT_EQ(life.act(kMorning, "dispatch", {{"unit", "moon"}}), "unit: unknown");
}

TEST(Reply, NeedsTheStatementThatTheTierAsksFor) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "complex");
  const ActionInput reply = {{"outcome", "explained"}, {"reply", "说明"}};
  EXPECT_EQ(mistakes(plan(life, "reply", reply)), "statement required\n");
  ActionInput whole = reply;
  whole["statement"] = "问题、措施、结果";
  EXPECT_EQ(plan(life, "reply", whole).events.at(0).data,
            (core::Json{{"outcome", "explained"}, {"documents", {"问题处理说明"}}}));
}

TEST(Reply, IsGivenByTheUnitThatHoldsTheCase) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  EXPECT_EQ(life.act_as(only(life.site(), Role::unit, "tax"), kMorning, "reply"), "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), Role::front_desk), kMorning, "reply"), "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), Role::unit, "civil"), kMorning, "reply"), "");
  EXPECT_EQ(life.events().back().actor.unit, "civil");
}

TEST(Reply, KnowsItsOutcomes) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  EXPECT_EQ(life.act(kMorning, "reply", {{"outcome", "maybe"}}), "outcome: unknown");
}

TEST(FeedBack, AnswersAWrittenReportInWriting) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "blue");
  life.act(kMorning, "reply");
  EXPECT_EQ(life.act(kMorning, "feed_back", {{"channel", "phone"}}), "channel: must_be_written");
  EXPECT_EQ(life.act(kMorning, "feed_back", {{"channel", "written"}}), "");
}

TEST(FeedBack, LeavesTheChannelOpenWhereThePolicySaysNothing) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  life.act(kMorning, "reply");
  EXPECT_EQ(life.act(kMorning, "feed_back", {{"channel", "phone"}}), "");
}

TEST(Extension, IsExplainedToTheReporterInTimeWhereThePolicySaysSo) {
  core::Site site = testing::py();
  site.policy.clocks[1].extend->tell_before_due = true;
  CaseLife life(site);
  hand_over(life, kMorning, "complex");
  ASSERT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "2"}}), "");
  EXPECT_EQ(life.act(kMorning, "grant_extension", {{"explanation", " "}}), "explanation: required");
  EXPECT_EQ(life.act("2026-12-31 10:00", "grant_extension"), "too_late_to_tell");
  EXPECT_EQ(life.act(kMorning, "grant_extension"), "");
}

TEST(FeedBack, MayAnswerASpokenReportBySpeech) {
  CaseLife life(testing::bg());
  life.submit(kMorning, {{"kind", "matter"}, {"channel", "phone"}});
  life.act(kMorning, "accept", {{"tier", "blue"}});
  life.act(kMorning, "reply_on_the_spot");
  EXPECT_EQ(life.act(kMorning, "feed_back", {{"channel", "phone"}}), "");
}

TEST(Close, WaitsUntilTheReporterWasTold) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act(kMorning, "close"), "wrong_state");
  life.act(kMorning, "reply");
  EXPECT_EQ(life.act(kMorning, "close"), "wrong_state");
  life.act(kMorning, "feed_back");
  EXPECT_EQ(life.act(kMorning, "close"), "");
}

TEST(Close, GuardsAgainstAMissingFeedbackWhateverTheState) {
  Case untold;
  untold.state = core::CaseState::fed_back;
  EXPECT_EQ(find_action("close")->guard({}, untold, {}), "feedback_missing");
  EXPECT_EQ(find_action("feed_back")->guard({}, untold, {}), "reply_missing");
}

TEST(Retier, NeedsAnotherTierAndAReason) {
  CaseLife life(testing::bg());
  accept(life, "blue");
  EXPECT_EQ(mistakes(plan(life, "retier", {{"tier", "blue"}})),
            "tier unchanged\nreason required\n");
  EXPECT_EQ(life.act(kMorning, "retier", {{"tier", "red"}}), "");
}

// The clock of the tiers begins at the dispatch only.
TEST(Retier, WaitsForASecondRoleBeforeTheDispatchToo) {
  CaseLife life(testing::py());
  accept(life, "general");
  ASSERT_EQ(life.act(kMorning, "retier", {{"tier", "complex"}}), "");
  EXPECT_EQ(life.events().back().type, EventType::reclassification_asked);
  EXPECT_EQ(life.now().tier, "general");
  EXPECT_EQ(life.act_as(life.staff(), kMorning, "agree_reclassification"), "asked_by_yourself");
  ASSERT_EQ(life.act(kMorning, "agree_reclassification"), "");
  EXPECT_EQ(life.now().tier, "complex");
  ASSERT_EQ(life.act(kMorning, "retier", {{"tier", "general"}}), "");
  EXPECT_EQ(life.events().back().type, EventType::retiered)
      << "a stricter one needs no second role";
  ASSERT_EQ(life.act(kMorning, "reclassify", {{"kind", "suggestion"}}), "");
  EXPECT_EQ(life.events().back().type, EventType::reclassification_asked) << "no limit at all";
}

TEST(Retier, IsOffWhereThereIsNothingToChooseFrom) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "suggestion"}});
  life.act(kMorning, "accept");
  EXPECT_EQ(life.act(kMorning, "retier"), "no_other_tier");
}

TEST(Retier, IsNotForUnits) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act_as(only(life.site(), Role::unit, "civil"), kMorning, "retier"), "not_allowed");
}

TEST(AskExtension, KeepsWithinTheCap) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "complex");
  for (const char* days : {"0", "8", "-1", "7.5", "seven", "99999999999"}) {
    EXPECT_EQ(life.act(kMorning, "ask_extension", {{"workdays", days}}), "workdays: out_of_range")
        << days;
  }
  EXPECT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "７"}}), "");
}

TEST(AskExtension, ComesBeforeTimeRunsOut) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  EXPECT_EQ(life.act("2026-09-29 17:01", "ask_extension", {{"workdays", "1"}}), "too_late");
  EXPECT_EQ(life.act("2026-09-29 17:00", "ask_extension", {{"workdays", "1"}}), "");
}

TEST(AskExtension, HappensOnceAndOneAtATime) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  life.act(kMorning, "ask_extension", {{"workdays", "1"}});
  EXPECT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "1"}}), "extension_pending");
  life.act(kMorning, "grant_extension");
  EXPECT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "1"}}), "extension_used");
}

TEST(AskExtension, IsOffWhereThePolicyHasNone) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "red");
  EXPECT_EQ(life.act(kMorning, "ask_extension", {{"workdays", "1"}}), "no_extension");
}

TEST(AskExtension, IsAskedAndApprovedByWhomThePolicyNames) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "complex");
  const ActionInput days = {{"workdays", "7"}};
  for (const Role role : {Role::front_desk, Role::dispatcher, Role::leader_on_duty}) {
    EXPECT_EQ(life.act_as(only(life.site(), role), kMorning, "ask_extension", days), "not_allowed");
  }
  const StaffMember liaison = only(life.site(), Role::unit, "civil");
  EXPECT_EQ(life.act_as(liaison, kMorning, "ask_extension", days), "");
  EXPECT_EQ(life.act_as(liaison, kMorning, "grant_extension"), "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), Role::dispatcher), kMorning, "grant_extension"),
            "not_allowed");
  EXPECT_EQ(life.act_as(only(life.site(), Role::leader_on_duty), kMorning, "grant_extension"), "");
  EXPECT_EQ(life.events().back().actor.role, Role::leader_on_duty);
}

TEST(GrantExtension, NeedsARequest) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "complex");
  EXPECT_EQ(life.act(kMorning, "grant_extension"), "nothing_asked");
  EXPECT_EQ(life.act(kMorning, "refuse_extension"), "nothing_asked");
}

TEST(ReplyWithoutMaterials, WaitsForThePolicysLimit) {
  core::Site site = testing::bg();
  site.policy.materials_within = core::time_limit_from_text("2 workdays");
  CaseLife life(site);
  hand_over(life, kMorning, "blue");
  life.act(kMorning, "ask_materials");
  EXPECT_EQ(life.act("2026-09-30 17:00", "reply_without_materials"), "still_waiting");
  EXPECT_EQ(life.act("2026-09-30 17:01", "reply_without_materials"), "");
}

TEST(ReplyWithoutMaterials, IsOffWithoutALimit) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "blue");
  life.act(kMorning, "ask_materials");
  EXPECT_EQ(life.act("2026-10-30 17:00", "reply_without_materials"), "no_waiting_limit");
}

TEST(Texts, AreCleanedAndBounded) {
  CaseLife life(testing::bg());
  hand_over(life, kMorning, "blue");
  EXPECT_EQ(life.act(kMorning, "return_slip", {{"reason", " \t\n　"}}), "reason: required");
  std::string long_text;
  for (int i = 0; i < 4001; ++i) long_text += "字";
  EXPECT_EQ(life.act(kMorning, "return_slip", {{"reason", long_text}}), "reason: too_long");
  const ActionOutcome outcome = plan(life, "return_slip", {{"reason", "\x01不归我们管\r\n"}});
  EXPECT_EQ(outcome.events.at(0).texts.at(0).text, "不归我们管");
}

TEST(Buttons, AreWhatEachRoleMayDoNow) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "complex");
  const auto of = [&](Role role, const std::string& unit = "") {
    return buttons(life, only(life.site(), role, unit));
  };
  EXPECT_EQ(of(Role::unit, "civil"),
            (Ids{"sign_for", "return_slip", "reply", "ask_extension", "use_measure"}));
  EXPECT_EQ(of(Role::unit, "tax"), Ids{});
  EXPECT_EQ(of(Role::front_desk),
            (Ids{"redispatch", "retier", "reclassify", "transfer_out", "ask_materials", "urge",
                 "coordinate", "use_measure", "escalate", "withdraw", "merge", "reissue_number",
                 "correct", "withhold", "hold", "supplement"}));
  EXPECT_EQ(of(Role::dispatcher),
            (Ids{"redispatch", "retier", "reclassify", "transfer_out", "urge", "coordinate",
                 "use_measure", "escalate", "merge", "withhold", "hold"}));
  EXPECT_EQ(of(Role::leader_on_duty), (Ids{"urge", "coordinate", "escalate"}));
  EXPECT_EQ(of(Role::leading_group),
            (Ids{"urge", "coordinate", "escalate", "record_accountability"}));
  EXPECT_EQ(of(Role::auditor), Ids{});
}

TEST(Buttons, AskForAStatementOnlyWhereTheTierWantsOne) {
  const auto reply_fields = [](const std::string& tier) {
    CaseLife life(testing::py());
    hand_over(life, kMorning, tier);
    return fields_of(life.rules(), life.now(), *find_action("reply")).size();
  };
  EXPECT_EQ(reply_fields("general"), 3u) << "outcome, reply, files";
  EXPECT_EQ(reply_fields("complex"), 4u);
}

TEST(Buttons, OfferNoTierWhereNoKindHasAny) {
  core::Site site = testing::py();
  for (core::Kind& kind : site.policy.kinds) kind.tiers.clear();
  CaseLife life(site);
  life.submit(kMorning);
  EXPECT_EQ(fields_of(life.rules(), life.now(), *find_action("accept")).size(), 3u)
      << "kind, whom conduct is about, matter";
}

TEST(Plan, RefusesWhatNobodyHeardOf) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  EXPECT_EQ(life.act(kMorning, "delete"), "unknown_action");
}

}  // namespace
}  // namespace handler::cases
