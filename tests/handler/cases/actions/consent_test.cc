// Consent before a denial: who decides, what it allows, and what uses it up.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;

// Declining needs the leader on duty, "cannot" the leading group.
core::Site careful_town() {
  core::Site site = testing::bg();
  site.policy.consents = {{.before = core::Denial::decline, .by = core::Role::leader_on_duty},
                          {.before = core::Denial::cannot, .by = core::Role::leading_group}};
  site.policy.reopening = true;
  return site;
}

const ActionInput kLegalBar = {{"exclusion", "legal_bar"}, {"referral", "hotline"}};
const ActionInput kCannot = {{"outcome", "cannot"}};

struct AskedConsent : ::testing::Test {
  CaseLife life{careful_town()};

  void dispatch() {
    life.submit("2026-09-21 10:00");
    ASSERT_EQ(life.act("2026-09-21 10:05", "accept", {{"tier", "blue"}}), "");
    ASSERT_EQ(life.act("2026-09-21 10:10", "dispatch", {{"unit", "civil"}}), "");
  }
  void consent(const std::string& day) {
    ASSERT_EQ(life.act(day + " 11:00", "ask_consent"), "");
    ASSERT_EQ(life.act(day + " 11:30", "give_consent"), "");
  }
};

TEST_F(AskedConsent, IsNeededBeforeACaseIsDeclined) {
  life.submit("2026-09-21 10:00");
  EXPECT_EQ(life.act("2026-09-21 10:05", "decline", kLegalBar), "consent_missing");
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_consent"), "");
  EXPECT_EQ(life.act("2026-09-21 11:05", "decline", kLegalBar), "consent_missing");
  ASSERT_EQ(life.act("2026-09-21 11:30", "give_consent"), "");
  EXPECT_EQ(life.events().back().data.at("for"), "decline");
  EXPECT_EQ(life.act("2026-09-21 14:00", "decline", kLegalBar), "");
  EXPECT_FALSE(life.now().consent.has_value());
}

TEST_F(AskedConsent, IsNotDecidedByTheUserWhoAsked) {
  life.submit("2026-09-21 10:00");
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_consent"), "");
  EXPECT_EQ(life.act_as(life.staff(), "2026-09-21 11:05", "give_consent"), "asked_by_yourself");
  EXPECT_EQ(life.act_as(life.staff(), "2026-09-21 11:06", "refuse_consent"), "asked_by_yourself");
}

TEST_F(AskedConsent, IsDecidedByTheRoleThatThePolicyNames) {
  life.submit("2026-09-21 10:00");
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_consent"), "");
  const StaffMember group = testing::only(life.site(), core::Role::leading_group);
  const StaffMember leader = testing::only(life.site(), core::Role::leader_on_duty);
  EXPECT_EQ(life.act_as(group, "2026-09-21 11:05", "give_consent"), "not_allowed");
  EXPECT_EQ(life.act_as(leader, "2026-09-21 11:06", "give_consent"), "");
  EXPECT_EQ(life.events().back().actor.role, core::Role::leader_on_duty);
}

TEST_F(AskedConsent, ToADeclineDoesNotCountForAReply) {
  life.submit("2026-09-21 10:00");
  consent("2026-09-21");
  ASSERT_EQ(life.act("2026-09-22 10:00", "accept", {{"tier", "blue"}}), "");
  EXPECT_EQ(life.act("2026-09-22 10:10", "reply_on_the_spot", kCannot), "outcome: needs_consent");
  EXPECT_EQ(life.act("2026-09-22 10:20", "reply_on_the_spot"), "");
}

TEST_F(AskedConsent, IsUsedUpByTheReplyAndEndsWithTheRound) {
  dispatch();
  EXPECT_EQ(life.act("2026-09-21 10:30", "reply", kCannot), "outcome: needs_consent");
  consent("2026-09-21");
  ASSERT_EQ(life.act("2026-09-21 14:00", "reply", kCannot), "");
  ASSERT_EQ(life.act("2026-09-21 14:10", "send_back"), "");
  EXPECT_EQ(life.act("2026-09-21 14:20", "reply", kCannot), "outcome: needs_consent");
  consent("2026-09-22");
  ASSERT_EQ(life.act("2026-09-22 14:00", "reply"), "");
  ASSERT_EQ(life.act("2026-09-22 14:10", "feed_back"), "");
  ASSERT_EQ(life.act("2026-09-22 14:20", "close"), "");
  ASSERT_EQ(life.act("2026-09-23 10:00", "reopen"), "");
  EXPECT_EQ(life.act("2026-09-23 10:10", "reply", kCannot), "outcome: needs_consent");
}

TEST_F(AskedConsent, CanBeAskedForAgainWhenItWasRefused) {
  life.submit("2026-09-21 10:00");
  ASSERT_EQ(life.act("2026-09-21 11:00", "ask_consent"), "");
  EXPECT_EQ(life.act("2026-09-21 11:05", "ask_consent"), "consent_pending");
  ASSERT_EQ(life.act("2026-09-21 11:30", "refuse_consent"), "");
  EXPECT_EQ(life.act("2026-09-21 11:40", "decline", kLegalBar), "consent_missing");
  consent("2026-09-22");
  EXPECT_EQ(life.act("2026-09-22 12:00", "ask_consent"), "consent_given_already");
  EXPECT_EQ(life.act("2026-09-22 12:10", "decline", kLegalBar), "");
}

TEST(Consent, IsNotAskedForWhereThePolicySaysNothingOfIt) {
  CaseLife life{testing::bg()};
  life.submit("2026-09-21 10:00");
  EXPECT_EQ(life.act("2026-09-21 11:00", "ask_consent"), "no_consent_needed");
  EXPECT_EQ(life.act("2026-09-21 11:10", "decline", kLegalBar), "");
}

TEST(Channels, CountAsWrittenAsThePolicySays) {
  core::Site site = testing::bg();
  site.policy.channels.push_back({.id = "hotline", .name = "热线", .written = false});
  site.policy.channels.push_back({.id = "letterbox", .name = "意见箱"});
  for (const auto& [channel, written] : {std::pair{"online", true},
                                         {"in_person", false},
                                         {"phone", false},
                                         {"letter", true},
                                         {"hotline", false},
                                         {"letterbox", true},
                                         {"gone", true}}) {
    CaseLife life{site};
    life.submit("2026-09-21 10:00", {{"kind", "matter"}, {"channel", channel}});
    EXPECT_EQ(life.now().written, written) << channel;
    EXPECT_EQ(life.now().channel, channel);
  }
}

TEST(Channels, KeepTheirMeaningWhereThePolicyLeavesThemOut) {
  core::Site site = testing::bg();
  site.policy.channels = {{.id = "online"}};
  CaseLife life{site};
  life.submit("2026-09-21 10:00", {{"kind", "matter"}, {"channel", "phone"}});
  EXPECT_FALSE(life.now().written);
}

}  // namespace
}  // namespace handler::cases
