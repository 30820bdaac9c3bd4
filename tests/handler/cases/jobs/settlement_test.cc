// Deadlines that move when another calendar is published: a notice that was missing, a second one,
// a closure.
#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::due_text;
using testing::hand_over;
using testing::moment;

core::Calendar with_2027(const core::Calendar& calendar) {
  core::CalendarYear notice{.year = 2027, .notice = {}, .issued = {}, .days = {}};
  notice.days[test::day("2027-01-01")] = {false, "元旦"};
  notice.days[test::day("2027-01-04")] = {false, "元旦"};
  notice.days[test::day("2027-01-09")] = {true, "元旦"};
  return calendar.with(notice);
}

TEST(Settling, CountsAnOpenProvisionalDateWithTheNewNotice) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-12-29 09:00", "yellow");
  const auto at = moment("2026-12-29 10:00");
  ASSERT_TRUE(testing::run_of(life.now(), "handle")->due.provisional);
  ASSERT_EQ(due_text(life.now(), "handle"), "2027-01-05 17:00");
  EXPECT_EQ(life.tick(at), 0);
  EXPECT_EQ(life.tick(at, with_2027(life.rules().time->calendar)), 1);
  const Case settled = life.now();
  EXPECT_EQ(life.events().back().type, EventType::calendar_settled);
  EXPECT_FALSE(testing::run_of(settled, "handle")->due.provisional);
  EXPECT_EQ(due_text(settled, "handle"), "2027-01-07 17:00");
  EXPECT_EQ(life.events().back().data.at("years"), core::Json::array({2027}));
  EXPECT_EQ(life.tick(at, with_2027(life.rules().time->calendar)), 0);
}

TEST(Settling, LeavesAloneWhatIsOverAndWhatRanOut) {
  CaseLife done(testing::bg());
  hand_over(done, "2026-12-29 09:00", "yellow");
  ASSERT_EQ(done.act("2026-12-30 09:00", "reply"), "");
  ASSERT_EQ(done.act("2026-12-30 09:10", "feed_back"), "");
  const core::Calendar later = with_2027(done.rules().time->calendar);
  EXPECT_EQ(done.tick(moment("2026-12-30 09:30"), later), 0);
  CaseLife late(testing::bg());
  hand_over(late, "2026-12-29 09:00", "yellow");
  EXPECT_EQ(late.tick(moment("2027-01-06 09:00"), later), 1);
  EXPECT_EQ(late.events().back().type, EventType::breached);
  EXPECT_EQ(due_text(late.now(), "handle"), "2027-01-05 17:00");
}

TEST(Settling, HoldsForWhatIsCountedAfterwards) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-12-29 09:00", "yellow");
  life.tick(moment("2026-12-29 10:00"), with_2027(life.rules().time->calendar));
  ASSERT_EQ(life.act("2026-12-30 09:00", "retier", {{"tier", "red"}}), "");
  ASSERT_EQ(life.act("2026-12-30 09:00", "agree_reclassification"), "");
  // 12-30, 12-31, 01-05 to 01-08, 01-09 (make-up), 01-11 to 01-13.
  EXPECT_EQ(due_text(life.now(), "handle"), "2027-01-13 17:00");
}

TEST(Settling, HoldsForADateThatIsCountedAfterTheOldOnePassed) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(life.tick("2026-10-09 09:00"), 1);
  life.note("2026-10-09 10:00", EventType::calendar_settled,
            {{"works", core::Json::object()},
             {"rests", {{"2026-10-12", "台风停工"}}},
             {"local", core::Json::array()},
             {"years", core::Json::array()}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00") << "what is over stays";
  ASSERT_EQ(life.act("2026-10-09 11:00", "retier", {{"tier", "red"}}), "");
  ASSERT_EQ(life.act("2026-10-09 11:00", "agree_reclassification"), "");
  // 9-29, 30, 10-08, 09, 10 (make-up), 13 to 16, 19.
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-19 17:00");
}

// The shipped calendar with another notice for 2026: the National Day holiday lasts until the 11th
// of October, and the 10th is no workday any more.
core::Calendar lengthened(const core::Calendar& calendar) {
  std::vector<core::CalendarYear> years = calendar.years();
  for (core::CalendarYear& year : years) {
    if (year.year != 2026) continue;
    year.notice = "第二个通知";
    year.issued = test::day("2026-09-29");
    for (const char* day : {"2026-10-08", "2026-10-09", "2026-10-10", "2026-10-11"})
      year.days[test::day(day)] = {false, "国庆节"};
  }
  return core::Calendar(std::move(years), {});
}

core::Calendar closed_on(const core::Calendar& calendar, const char* day) {
  core::LocalDay closure{.name = "台风停工"};
  closure.from = closure.to = test::day(day);
  return core::Calendar(calendar.years(), {closure});
}

TEST(Settling, MovesAnOpenDateWhenASecondNoticeIsPublished) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "red");
  // 9-29, 30, 10-08, 09, 10 (make-up), 12, 13, 14, 15, 16.
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-10-16 17:00");
  const core::Calendar later = lengthened(life.rules().time->calendar);
  const auto at = moment("2026-09-29 10:00");
  EXPECT_EQ(next_job(life.rules(), life.now(), at, &later), at);
  EXPECT_EQ(life.tick(at, later), 1);
  EXPECT_EQ(life.events().back().type, EventType::calendar_settled);
  EXPECT_EQ(life.events().back().data.at("documents").at(0).at("name"), "第二个通知");
  // 9-29, 30, 10-12 to 16, 19, 20, 21.
  const Case settled = life.now();
  ASSERT_EQ(settled.moved_dates.size(), 1U);
  EXPECT_EQ(settled.moved_dates.front().from, moment("2026-10-16 17:00"));
  EXPECT_EQ(settled.moved_dates.front().to, moment("2026-10-21 17:00"));
  EXPECT_EQ(life.tick(at, later), 0);
}

// What ends a case for now, and what lets its clock run on.
struct Interruption {
  const char* begin;
  ActionInput input;
  const char* end;
};

TEST(Settling, CountsWhatIsPublishedWhileAClockMayStillRunOn) {
  for (const Interruption& each :
       {Interruption{"reply", {}, "send_back"}, Interruption{"withdraw", {}, "undo_withdrawal"},
        Interruption{"merge", {{"into", "8"}}, "undo_merge"}}) {
    CaseLife life(testing::bg());
    hand_over(life, "2026-09-28 09:00", "red");
    ASSERT_EQ(life.act("2026-09-29 09:00", each.begin, each.input), "") << each.begin;
    const core::Calendar later = lengthened(life.rules().time->calendar);
    EXPECT_EQ(life.tick(moment("2026-09-29 10:00"), later), 1) << each.begin;
    EXPECT_EQ(life.tick(moment("2026-09-29 10:00"), later), 0) << each.begin;
    EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-16 17:00") << each.begin;
    // The days of the longer holiday are over by now.
    ASSERT_EQ(life.act("2026-10-19 09:00", each.end), "") << each.end;
    EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-21 17:00") << each.end;
    EXPECT_FALSE(life.now().overdue(moment("2026-10-19 09:00"))) << each.end;
  }
}

TEST(Settling, LeavesTheDaysThatAreOverAndHealsNoBreach) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "blue");
  const std::string due = due_text(life.now(), "handle");
  EXPECT_EQ(
      life.tick(moment("2026-09-29 10:00"), closed_on(life.rules().time->calendar, "2026-09-29")),
      0);
  EXPECT_EQ(due_text(life.now(), "handle"), due);
  CaseLife late(testing::bg());
  hand_over(late, "2026-09-28 09:00", "blue");
  EXPECT_EQ(late.tick(moment("2026-10-20 10:00"), lengthened(late.rules().time->calendar)), 1);
  EXPECT_EQ(late.events().back().type, EventType::breached);
  EXPECT_EQ(due_text(late.now(), "handle"), due);
}

TEST(Settling, CountsAClosureOfADayAhead) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "blue");
  ASSERT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
  const core::Calendar closed = closed_on(life.rules().time->calendar, "2026-09-30");
  EXPECT_EQ(life.tick(moment("2026-09-29 18:00"), closed), 1);
  EXPECT_EQ(life.events().back().data.at("closures"), core::Json::array({"台风停工"}));
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-09 17:00");
  // Lifted again before the day.
  EXPECT_EQ(life.tick(moment("2026-09-29 19:00")), 1);
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-08 17:00");
}

TEST(Settling, ReachesAClockThatRunsOnAfterItHadStopped) {
  CaseLife life(testing::bg());
  hand_over(life, "2026-09-28 09:00", "red");
  ASSERT_EQ(life.act("2026-09-29 09:00", "reply"), "");
  life.note(
      "2026-09-29 10:00", EventType::calendar_settled,
      {{"works", core::Json::object()},
       {"rests", {{"2026-10-08", "国庆节"}, {"2026-10-09", "国庆节"}, {"2026-10-10", "国庆节"}}},
       {"local", core::Json::array()},
       {"years", core::Json::array()}});
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-16 17:00");
  ASSERT_EQ(life.act("2026-09-30 09:00", "send_back"), "");
  EXPECT_EQ(due_text(life.now(), "handle"), "2026-10-21 17:00");
}

}  // namespace
}  // namespace handler::cases
