// The marks of a case at each stage.
#include "handler/cases/jobs/marks.h"

#include <gtest/gtest.h>

#include <set>

#include "core/base/text.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;

std::string marks(const CaseLife& life) {
  return core::joined(marks_of(life.now()), " ");
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
  ASSERT_EQ(life.act("2026-09-21 10:10", "give_consent"), "");
  EXPECT_EQ(marks(life), "open to_accept");
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
  EXPECT_EQ(marks(life), "open to_sign breached");
}

TEST(MarkTable, HasEachIdOnce) {
  std::set<std::string_view> ids;
  for (const MarkRule& rule : mark_table()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

}  // namespace
}  // namespace handler::cases
