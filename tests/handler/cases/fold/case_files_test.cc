// The files that a case knows of, by its events.
#include "handler/cases/fold/case_files.h"

#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::Role;
using testing::CaseLife;
using testing::hand_over;
using testing::kMorning;
using testing::kNoon;
using testing::only;
using testing::with_files;

const std::vector<OfferedFile> kTwo = {{"jpeg", 1000}, {"pdf", 2000}};

TEST(FileFacts, AreReadAsTheyWereWritten) {
  EXPECT_EQ(to_text({"jpeg", 123456}), "jpeg:123456");
  const auto facts = file_facts("jpeg:123456");
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->type, "jpeg");
  EXPECT_EQ(facts->bytes, 123456U);
  for (const char* none : {"", "jpeg", ":5", "jpeg:", "jpeg:5x", "jpeg:-5"})
    EXPECT_FALSE(file_facts(none).has_value()) << none;
}

TEST(FileFields, AreNumberedFromOne) {
  EXPECT_EQ(file_field(0), "file1");
  EXPECT_EQ(file_field(3), "file4");
  EXPECT_TRUE(is_file("file1"));
  for (const char* other : {"file", "files", "file_number", "file1x", "file5", "words"})
    EXPECT_FALSE(is_file(other)) << other;
}

TEST(CaseFiles, KnowWhoseTheyAreTheirTypeAndSize) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({{"words", "说明"}}, kTwo)), "");
  ASSERT_EQ(life.act(kNoon, "supplement", with_files({}, {{"png", 5}})), "");
  ASSERT_EQ(life.act(kNoon, "reply", with_files({}, {{"webp", 7}})), "");
  ASSERT_EQ(life.act(kNoon, "feed_back", with_files({}, {{"pdf", 8}})), "");
  const std::vector<CaseFile> files = life.now().files;
  ASSERT_EQ(files.size(), 5U);
  EXPECT_EQ(files[0].field, "file1");
  EXPECT_EQ(files[1].field, "file2");
  EXPECT_EQ(files[1].type, "pdf");
  EXPECT_EQ(files[1].bytes, 2000U);
  EXPECT_TRUE(files[0].is_picture());
  EXPECT_FALSE(files[1].is_picture());
  EXPECT_EQ(files[0].of, FileOf::reporter);
  EXPECT_EQ(files[2].of, FileOf::reporter) << "the counter added it for the reporter";
  EXPECT_EQ(files[2].by.role, Role::front_desk);
  EXPECT_EQ(files[3].of, FileOf::unit);
  EXPECT_EQ(files[4].of, FileOf::office);
  EXPECT_FALSE(files[3].for_reporter) << "an answer to the window";
  EXPECT_TRUE(files[4].for_reporter);
  EXPECT_EQ(standing_files(files).count, 5);
  EXPECT_EQ(standing_files_of_reporter(files).bytes, 3005U);
}

TEST(CaseFiles, OfProgressThatWaitsForTheWindowAreNotForTheReporter) {
  for (const bool window_first : {false, true}) {
    core::Site site = testing::py();
    site.policy.progress.window_first = window_first;
    CaseLife life(site);
    hand_over(life, kMorning, "general");
    const StaffMember unit = only(life.site(), Role::unit, "civil");
    ASSERT_EQ(life.act_as(unit, kMorning, "sign_for"), "");
    ASSERT_EQ(life.act_as(unit, kNoon, "progress", with_files({}, {{"jpeg", 5}})), "");
    EXPECT_EQ(life.now().files.at(0).for_reporter, !window_first);
  }
}

TEST(CaseFiles, ThatWereTakenBackLeaveNothingToDestroy) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, kTwo)), "");
  const CaseFile first = life.now().files.at(0);
  ASSERT_EQ(life.report(kNoon, "withdraw_file", {{"file", std::to_string(first.seq) + ".file1"}}),
            "");
  const Case subject = life.now();
  EXPECT_TRUE(subject.files[0].withdrawn);
  EXPECT_FALSE(subject.files[1].withdrawn);
  EXPECT_EQ(standing_files(subject.files).count, 1);
  for (const SentText& text : subject.texts) EXPECT_NE(text.part, first.part);
}

TEST(CaseFiles, AreGoneWithThePartsThatWereDestroyed) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  ASSERT_EQ(life.report(kNoon, "supplement", with_files({}, kTwo)), "");
  const std::int64_t part = life.now().files.at(1).part;
  life.note(kNoon, EventType::parts_destroyed,
            {{"cause", "request"}, {"classes", {"files"}}, {"parts", {part}}});
  EXPECT_FALSE(life.now().files[0].destroyed);
  EXPECT_TRUE(life.now().files[1].destroyed);
}

// The files stay with the case, and so does what became of them.
TEST(CaseFiles, OutliveADeclineThatIsUndone) {
  CaseLife life(testing::py());
  life.submit(kMorning);
  ASSERT_EQ(life.report(kMorning, "supplement", with_files({}, kTwo)), "");
  ASSERT_EQ(life.act(kMorning, "decline", {{"exclusion", "legal_bar"}, {"referral", "hotline"}}),
            "");
  const std::string name = std::to_string(life.now().files.at(0).seq) + ".file1";
  ASSERT_EQ(life.report(kNoon, "withdraw_file", {{"file", name}}), "");
  ASSERT_EQ(life.act(kNoon, "undo_decline"), "");
  const Case subject = life.now();
  ASSERT_EQ(subject.files.size(), 2U);
  EXPECT_TRUE(subject.files[0].withdrawn);
  EXPECT_TRUE(subject.files[1].stands());
}

// A supplement is no step of the course: it is the same case with the same dates.
TEST(Supplement, MovesNoClockAndNoState) {
  CaseLife life(testing::py());
  hand_over(life, kMorning, "general");
  const Case before = life.now();
  const std::string due = testing::due_text(before, "handle");
  ASSERT_EQ(life.report(kNoon, "supplement", {{"words", "又去了一次"}}), "");
  const Case after = life.now();
  EXPECT_EQ(after.state, before.state);
  EXPECT_EQ(testing::due_text(after, "handle"), due);
  EXPECT_TRUE(after.supplement_arrived);
}

}  // namespace
}  // namespace handler::cases
