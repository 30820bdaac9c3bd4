// Filing, merging and lost numbers: conditions, and effects on clocks and actions.
#include <gtest/gtest.h>

#include "handler/cases/actions/action_guards.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::CaseState;
using core::Role;
using testing::bg_with_reopening;
using testing::CaseLife;
using testing::kMorning;
using testing::kNoon;
using testing::moment;
using testing::only;

void close_on_the_spot(CaseLife& life) {
  life.submit(kMorning);
  for (const char* action : {"accept", "reply_on_the_spot", "feed_back", "close"})
    ASSERT_EQ(life.act(kMorning, action, {{"tier", "blue"}}), "") << action;
}

TEST(Archive, TakesACaseThatIsOverAndTheNumberOfItsFile) {
  CaseLife life(bg_with_reopening());
  close_on_the_spot(life);
  EXPECT_EQ(life.act(kNoon, "archive"), "file_number: required");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", std::string(61, 'x')}}),
            "file_number: too_long_line");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "2026-17"}}), "");
  EXPECT_EQ(standing_of(life.now()), "archived");
  EXPECT_EQ(life.now().state, CaseState::closed);
}

TEST(Archive, WaitsForCasesThatAreNotOver) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "1"}}), "wrong_state");
}

TEST(Archive, WaitsUntilNobodyWaitsForAnything) {
  CaseLife life(bg_with_reopening());
  close_on_the_spot(life);
  ASSERT_EQ(life.report(kMorning, "evaluate", {{"grade", "bad"}}), "");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "1"}}), "to_rectify_first");
  ASSERT_EQ(life.act(kNoon, "rectify"), "");
  ASSERT_EQ(life.report(kNoon, "ask_reopening", {{"words", "没有办好"}}), "");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "1"}}), "reopening_pending");
  ASSERT_EQ(life.act(kNoon, "refuse_reopening"), "");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "1"}}), "");
}

// PY-28: filing the case does not prevent the reporter's evaluation.
TEST(Archive, LetsTheReporterJudgeAndTheWindowPutRight) {
  CaseLife life(bg_with_reopening());
  close_on_the_spot(life);
  ASSERT_EQ(life.act(kMorning, "archive", {{"file_number", "1"}}), "");
  ASSERT_EQ(life.report(kNoon, "evaluate", {{"grade", "bad"}}), "");
  EXPECT_EQ(standing_of(life.now()), "closed");
  ASSERT_EQ(life.act(kNoon, "rectify"), "");
  EXPECT_EQ(standing_of(life.now()), "archived");
}

TEST(Archive, EndsTheVisitThatWasOwed) {
  core::Site site = bg_with_reopening();
  site.policy.visits = core::Visits{};
  CaseLife life(std::move(site));
  close_on_the_spot(life);
  EXPECT_TRUE(owed_visit(life.rules(), life.now()));
  ASSERT_EQ(life.act(kNoon, "archive", {{"file_number", "1"}}), "");
  EXPECT_FALSE(owed_visit(life.rules(), life.now()));
}

TEST(Archive, LetsOnlyAnotherRoundHappen) {
  CaseLife life(bg_with_reopening());
  close_on_the_spot(life);
  ASSERT_EQ(life.act(kMorning, "archive", {{"file_number", "1"}}), "");
  EXPECT_EQ(life.act(kNoon, "visit"), "archived");
  EXPECT_EQ(life.act(kNoon, "archive", {{"file_number", "2"}}), "archived");
  ASSERT_EQ(life.report(kNoon, "ask_reopening", {{"words", "没有办好"}}), "");
  EXPECT_EQ(standing_of(life.now()), "closed");
  ASSERT_EQ(life.act(kNoon, "reopen"), "");
  EXPECT_FALSE(life.now().archived);
  EXPECT_EQ(life.now().round, 2);
}

TEST(Merge, EndsEveryPromiseOfTheDuplicateAndKeepsItsState) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "blue"}}), "");
  EXPECT_EQ(life.act(kNoon, "merge", {{"into", "7"}}), "into: same_case");
  EXPECT_EQ(life.act(kNoon, "merge", {{"into", "0"}}), "into: unknown_case");
  EXPECT_EQ(life.act(kNoon, "merge", {{"into", "8x"}}), "into: unknown_case");
  ASSERT_EQ(life.act(kNoon, "merge", {{"into", "8"}}), "");
  const Case merged = life.now();
  EXPECT_EQ(merged.merged_into, 8);
  EXPECT_EQ(merged.state, CaseState::accepted);
  EXPECT_EQ(standing_of(merged), "merged");
  for (const ClockRun& run : merged.clocks) EXPECT_FALSE(run.running());
  EXPECT_EQ(life.act(kNoon, "dispatch", {{"unit", "civil"}}), "merged");
  EXPECT_EQ(life.report(kNoon, "withdraw"), "merged");
}

TEST(Merge, TakesAWaitingCaseOutOfItsPause) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "blue"}}), "");
  ASSERT_EQ(life.act(kMorning, "ask_materials"), "");
  ASSERT_EQ(life.act(kNoon, "merge", {{"into", "8"}}), "");
  EXPECT_EQ(life.now().state, CaseState::accepted);
}

TEST(Merge, StillLetsTheWindowTellTheReporterInWriting) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  EXPECT_EQ(life.act(kMorning, "tell_merged"), "not_merged");
  ASSERT_EQ(life.act(kMorning, "merge", {{"into", "8"}}), "");
  EXPECT_EQ(life.act(kNoon, "tell_merged", {{"channel", "phone"}}), "channel: must_be_written");
  EXPECT_EQ(life.act(kNoon, "tell_merged"), "");
}

// The reporters of merged cases would lose the case that handles their report.
TEST(Merge, KeepsTheReporterOfTheMainCaseFromTakingItAway) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  ASSERT_EQ(life.act(kMorning, "accept", {{"tier", "blue"}}), "");
  life.note(kMorning, EventType::merged_in, {{"from", 8}});
  EXPECT_EQ(life.report(kNoon, "withdraw"), "others_wait");
  EXPECT_EQ(life.act(kNoon, "withdraw"), "others_wait");
  for (const ActionRule* rule : possible_reporter_actions(life.rules(), life.now(), moment(kNoon)))
    EXPECT_NE(rule->id, "withdraw");
}

struct Pair {
  Pair() {
    duplicate.id = 2;
    duplicate.received_at = moment(kNoon);
    main.id = 1;
    main.received_at = moment(kMorning);
  }
  std::string mistake() const { return merge_mistake(duplicate, main); }
  Case duplicate;
  Case main;
};

TEST(Merge, GoesFromTheYoungerToTheOlderOfTwoOpenCases) {
  Pair pair;
  EXPECT_EQ(pair.mistake(), "");
  std::swap(pair.duplicate.received_at, pair.main.received_at);
  EXPECT_EQ(pair.mistake(), "case_is_younger");
}

TEST(Merge, RefusesWhatCannotCarryTheOther) {
  Pair pair;
  pair.main.site = "elsewhere";
  EXPECT_EQ(pair.mistake(), "unknown_case");
  pair = {};
  pair.main.id = pair.duplicate.id;
  EXPECT_EQ(pair.mistake(), "same_case");
  pair = {};
  pair.main.merged_into = pair.duplicate.id;  // a circle
  EXPECT_EQ(pair.mistake(), "case_is_merged");
  pair = {};
  pair.main.state = CaseState::closed;
  EXPECT_EQ(pair.mistake(), "case_is_over");
  pair = {};
  pair.duplicate.accepted_at = moment(kNoon);
  EXPECT_EQ(pair.mistake(), "case_is_not_accepted");
}

TEST(Merge, NeverMixesWhatOneUnitMustNotSee) {
  Pair pair;
  pair.duplicate.restricted = true;
  EXPECT_EQ(pair.mistake(), "case_is_restricted");
  pair.main.restricted = true;
  EXPECT_EQ(pair.mistake(), "");
  pair.duplicate.concerned_unit = "tax";
  EXPECT_EQ(pair.mistake(), "case_is_restricted");
}

TEST(Number, IsReissuedOnlyAfterTheIdentityWasChecked) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  EXPECT_EQ(life.act(kNoon, "reissue_number"), "check: required");
  EXPECT_EQ(life.act(kNoon, "reissue_number", {{"check", "believed"}}), "check: unknown");
  EXPECT_EQ(life.act_as(only(life.site(), Role::dispatcher), kNoon, "reissue_number",
                        {{"check", "id_card"}}),
            "not_allowed");
  EXPECT_EQ(life.act(kNoon, "reissue_number", {{"check", "id_card"}}), "");
  EXPECT_TRUE(life.now().known_to_staff);
}

TEST(Number, IsChangedByTheReporterWhileStaffKnowIt) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning);
  EXPECT_EQ(life.report(kMorning, "change_number"), "number_is_own");
  ASSERT_EQ(life.act(kNoon, "reissue_number", {{"check", "id_card"}}), "");
  EXPECT_EQ(life.report(kNoon, "change_number"), "");
  EXPECT_FALSE(life.now().known_to_staff);
}

TEST(Number, MadeByStaffAtIntakeIsKnownToThem) {
  CaseLife life(bg_with_reopening());
  life.submit(kMorning, {{"kind", "matter"},
                         {"channel", "superior"},
                         {"assigned_due", "2026-10-20"},
                         {"known_to_staff", "yes"}});
  const Case subject = life.now();
  EXPECT_TRUE(subject.known_to_staff);
  EXPECT_EQ(subject.channel, "superior");
  EXPECT_EQ(core::to_iso(*subject.assigned_due), "2026-10-20");
}

}  // namespace
}  // namespace handler::cases
