// Files that are sent with actions, taken back, and shown to the unit.
#include <gtest/gtest.h>

#include "handler/cases/actions/sent_files.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::kMegabyte;
using core::Role;
using testing::CaseLife;
using testing::hand_over;
using testing::kMorning;
using testing::kNoon;
using testing::moment;
using testing::only;
using testing::with_files;

std::vector<OfferedFile> pictures(std::size_t count, std::uint64_t bytes = 1000) {
  return {count, OfferedFile{"jpeg", bytes}};
}

ActionOutcome plan_supplement(const CaseLife& life, const ActionInput& input) {
  return plan_reporter_action(life.rules(), life.site(), life.now(), "supplement", input,
                              moment(kNoon));
}

// "files: files_too_many 4"
std::string said(const ActionOutcome& outcome) {
  std::string text = outcome.refused;
  for (const ActionMistake& mistake : outcome.mistakes)
    text += mistake.field + ": " + mistake.code + " " + std::to_string(mistake.limit);
  return text;
}

struct Accepted : ::testing::Test {
  CaseLife life{testing::py()};
  void SetUp() override { hand_over(life, kMorning, "general"); }
  std::string last_file() const {
    const Case subject = life.now();
    return subject.files.empty() ? std::string() : name_of(subject.files.back());
  }
};

TEST_F(Accepted, PlansAPartForEachFileAndTellsTypeAndSize) {
  const ActionOutcome outcome =
      plan_supplement(life, with_files({}, {{"jpeg", 1000}, {"pdf", 2000}}));
  ASSERT_EQ(outcome.events.size(), 1U);
  const PlannedEvent& event = outcome.events[0];
  EXPECT_EQ(event.data, (core::Json{{"files", {"jpeg:1000", "pdf:2000"}}}));
  ASSERT_EQ(event.files.size(), 2U);
  EXPECT_EQ(event.files[0].field, "file1");
  EXPECT_EQ(event.files[1].field, "file2");
  EXPECT_FALSE(event.files[0].for_reporter);
  EXPECT_TRUE(event.texts.empty());
}

TEST_F(Accepted, WantsWordsOrFiles) {
  EXPECT_EQ(said(plan_supplement(life, {})), "words: supplement_empty 0");
  EXPECT_EQ(said(plan_supplement(life, {{"words", "  "}})), "words: supplement_empty 0");
  EXPECT_EQ(said(plan_supplement(life, {{"words", "说明"}})), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1)))), "");
}

TEST_F(Accepted, NamesTheNumberThatIsExceeded) {
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(4)))), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(5)))), "files: files_too_many 4");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, 5 * kMegabyte)))), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, (5 * kMegabyte) + 1)))),
            "files: files_too_large 5");
}

TEST_F(Accepted, CountsTheFilesThatStand) {
  for (int i = 0; i < 3; ++i)
    ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(4))), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1)))),
            "files: files_too_many_of_case 12");
  EXPECT_EQ(life.act(kNoon, "reply", with_files({}, pictures(1))), "files: files_too_many_of_case");
  ASSERT_EQ(life.report(kNoon, "withdraw_file", {{"file", last_file()}}), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1)))), "");
}

TEST(BeforeAcceptance, TheReportersFilesAreFewInAll) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, (3 * kMegabyte) + 1)))),
            "files: files_too_large_before_acceptance 3");
  ASSERT_EQ(life.report(kMorning, "supplement", with_files({}, pictures(2, kMegabyte))), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, kMegabyte)))), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, kMegabyte + 1)))),
            "files: files_too_large_before_acceptance 3");
  EXPECT_EQ(life.act(kNoon, "supplement", with_files({}, pictures(2, 2 * kMegabyte))), "")
      << "the counter has looked at them";
  ASSERT_EQ(life.act(kNoon, "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, 5 * kMegabyte)))), "");
}

TEST(BeforeAcceptance, APolicyMayTakeNone) {
  core::Site site = testing::py();
  site.policy.files = core::FileRule{.before_acceptance = 0};
  CaseLife life(site);
  life.submit(kMorning);
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, 1)))),
            "files: files_not_before_acceptance 0");
  EXPECT_EQ(said(plan_supplement(life, {{"words", "说明"}})), "");
  EXPECT_EQ(said(plan_supplement(life, {})), "words: required 0") << "no file can stand for them";
}

TEST(BeforeAcceptance, AReportThatWasSetAsideTakesNone) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "matter"}, {"set_aside", 2000}});
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, 1)))),
            "files: files_not_before_acceptance 3");
  ASSERT_EQ(life.act(kNoon, "admit"), "");
  EXPECT_EQ(said(plan_supplement(life, with_files({}, pictures(1, 1)))), "");
}

TEST(WithoutFiles, APolicyTakesWordsAlone) {
  core::Site site = testing::py();
  site.policy.files = core::FileRule{.taken = false};
  CaseLife life(site);
  hand_over(life, kMorning, "general");
  EXPECT_EQ(said(plan_supplement(life, with_files({{"words", "说明"}}, pictures(1)))),
            "files_not_taken");
  EXPECT_EQ(said(plan_supplement(life, {})), "words: required 0");
  const auto fields = fields_of(life.rules(), life.now(), reporter_table().at(1));
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_TRUE(fields[0].required);
}

TEST_F(Accepted, TakesNoFilesWithOtherActions) {
  EXPECT_EQ(life.act(kNoon, "urge", with_files({}, pictures(1))), "files_not_taken");
}

TEST_F(Accepted, MaterialsMayBeFilesAlone) {
  ASSERT_EQ(life.act(kMorning, "ask_materials"), "");
  EXPECT_EQ(life.report(kNoon, "send_materials", with_files({}, pictures(2))), "");
  EXPECT_EQ(life.now().state, core::CaseState::dispatched);
  EXPECT_EQ(life.now().files.size(), 2U);
}

TEST_F(Accepted, AnswersKeepTheirFilesFromTheReporterUntilTheWindowTells) {
  const StaffMember unit = only(life.site(), Role::unit, "civil");
  const ActionOutcome reply =
      life.try_as(unit, "reply", with_files({}, pictures(1)), moment(kNoon));
  EXPECT_FALSE(reply.events.at(0).files.at(0).for_reporter);
  const ActionOutcome told =
      life.try_as(life.staff(), "feed_back", with_files({}, pictures(1)), moment(kNoon));
  EXPECT_TRUE(told.events.at(0).files.at(0).for_reporter);
}

TEST_F(Accepted, TheCounterAddsTheReportersWordsSealedAndSaysHowTheyCame) {
  const ActionOutcome outcome =
      life.try_as(life.staff(), "supplement", {{"words", "又去了一次"}, {"remark", "电话里说的"}},
                  moment(kNoon));
  const std::vector<PlannedText>& texts = outcome.events.at(0).texts;
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_TRUE(texts[0].of_reporter);
  EXPECT_FALSE(texts[1].of_reporter);
  EXPECT_EQ(outcome.acting->role, Role::front_desk);
  const StaffMember unit = only(life.site(), Role::unit, "civil");
  EXPECT_EQ(life.act_as(unit, kNoon, "supplement", {{"words", "x"}}), "not_allowed");
}

// -- taking back

TEST_F(Accepted, TheReporterTakesBackOwnFilesAndThoseThatTheCounterAdded) {
  ASSERT_EQ(life.act(kNoon, "supplement", with_files({}, pictures(1))), "");
  const std::string name = last_file();
  const std::int64_t part = life.now().files.at(0).part;
  const ActionOutcome outcome = plan_reporter_action(
      life.rules(), life.site(), life.now(), "withdraw_file", {{"file", name}}, moment(kNoon));
  ASSERT_EQ(outcome.events.size(), 1U);
  EXPECT_EQ(outcome.events[0].destroys, std::vector<std::int64_t>{part});
  EXPECT_FALSE(outcome.events[0].data.contains("internal"));
  ASSERT_EQ(life.report(kNoon, "withdraw_file", {{"file", name}}), "");
  EXPECT_EQ(life.report(kNoon, "withdraw_file", {{"file", name}}), "no_files") << "only once";
}

TEST_F(Accepted, TheReporterTakesBackNothingOfTheOffice) {
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(1))), "");
  ASSERT_EQ(life.act(kNoon, "reply", with_files({}, pictures(1))), "");
  EXPECT_EQ(life.report(kNoon, "withdraw_file", {{"file", last_file()}}), "file: unknown");
}

TEST_F(Accepted, AUnitTakesBackItsOwnAndTheReporterDoesNotHearOfIt) {
  const StaffMember unit = only(life.site(), Role::unit, "civil");
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(1))), "");
  const std::string of_reporter = last_file();
  ASSERT_EQ(life.act_as(unit, kNoon, "reply", with_files({}, pictures(1))), "");
  const std::string own = last_file();
  EXPECT_EQ(life.act_as(unit, kNoon, "withdraw_file", {{"file", of_reporter}}), "file: unknown");
  EXPECT_EQ(
      life.act_as(only(life.site(), Role::front_desk), kNoon, "withdraw_file", {{"file", own}}),
      "file: unknown");
  const ActionOutcome outcome = life.try_as(unit, "withdraw_file", {{"file", own}}, moment(kNoon));
  ASSERT_EQ(outcome.events.size(), 1U);
  EXPECT_EQ(outcome.acting->unit, "civil");
  EXPECT_EQ(outcome.events[0].data.at("internal"), 1);
}

TEST_F(Accepted, WhatIsOnHoldStays) {
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(1))), "");
  ASSERT_EQ(life.act(kNoon, "hold"), "");
  EXPECT_EQ(life.report(kNoon, "withdraw_file", {{"file", last_file()}}), "kept_on_hold");
}

TEST_F(Accepted, FilesAreTakenBackAlsoAfterTheEnd) {
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(1))), "");
  for (const char* action : {"reply", "feed_back", "close"})
    ASSERT_EQ(life.act(kNoon, action), "") << action;
  EXPECT_EQ(life.report(kNoon, "supplement", {{"words", "说明"}}), "wrong_state");
  EXPECT_EQ(life.report(kNoon, "withdraw_file", {{"file", last_file()}}), "");
}

TEST_F(Accepted, NoTextOfAFileIsCorrectedOrWithheld) {
  ASSERT_EQ(life.act(kNoon, "supplement",
                     with_files({{"words", "又去了一次"}, {"remark", "电话"}}, pictures(1))),
            "");
  const std::string seq = std::to_string(life.now().last_seq);
  for (const char* field : {"file1", "words"}) {
    EXPECT_EQ(life.act(kNoon, "withhold", {{"text", seq + "." + field}}), "text: unknown") << field;
  }
  EXPECT_EQ(life.act(kNoon, "withhold", {{"text", seq + ".remark"}}), "");
}

// -- showing to the unit

TEST_F(Accepted, TheWindowReleasesWhatTheUnitDoesNotSee) {
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, pictures(1))), "");
  EXPECT_EQ(life.act(kNoon, "release_file", {{"file", last_file()}}), "no_files_to_release")
      << "the unit sees pictures";
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, {{"pdf", 5}})), "");
  EXPECT_EQ(life.act_as(only(life.site(), Role::unit, "civil"), kNoon, "release_file",
                        {{"file", last_file()}}),
            "not_allowed");
  EXPECT_EQ(life.act(kNoon, "release_file", {{"file", last_file()}}), "");
  EXPECT_TRUE(life.now().files.back().released);
  EXPECT_EQ(life.act(kNoon, "release_file", {{"file", last_file()}}), "no_files_to_release");
}

TEST(ConfidentialCase, HoldsPicturesBackToo) {
  CaseLife life(testing::py());
  life.submit(kMorning, {{"kind", "matter"}, {"confidential", "yes"}});
  ASSERT_EQ(life.report(kMorning, "supplement", with_files({}, pictures(1))), "");
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "general"}}), "");
  EXPECT_EQ(files_to_release(life.now()).size(), 1U);
}

}  // namespace
}  // namespace handler::cases
