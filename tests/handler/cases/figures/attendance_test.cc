// The leader on duty at the window, morning and afternoon of each workday (PY-25).
#include "handler/cases/figures/attendance.h"

#include <gtest/gtest.h>

#include "tests/handler/cases/towns.h"

namespace handler::cases {
namespace {

using testing::moment;
using State = DutyPart::State;
using Names = std::vector<std::string>;

core::Day day(const char* text) {
  return core::day_from_iso(text).value();
}

// 平邑 with a roster: 陈 to 10 October, 王 from the 11th on; the holidays of October 2026.
core::Site town(core::Attendance each = core::Attendance::half_day) {
  core::Site site = testing::py();
  site.policy.attendance = each;
  site.duty.entries = {{.from = day("2026-09-28"), .to = day("2026-10-10"), .name = "陈"},
                       {.from = day("2026-10-11"), .to = day("2026-10-31"), .name = "王"}};
  return site;
}

Presence came(const char* on, const char* part, const char* who) {
  return {day(on), part, who, "", 1, moment(std::string(on) + " 09:30")};
}

std::vector<DutyPart> parts(const core::Site& site, const char* from, const char* to,
                            const std::vector<Presence>& presences, const std::string& now) {
  return attendance_of(site, {day(from), day(to)}, presences, moment(now));
}

TEST(Attendance, IsWantedInBothHalvesOfEachWorkdayAndOnNoOtherDay) {
  // 1 to 7 October is the holiday; Saturday 10 October is a make-up workday, Sunday 11 is off.
  const auto found = parts(town(), "2026-09-30", "2026-10-12", {}, "2026-10-20 10:00");
  std::string text;
  for (const DutyPart& part : found) text += core::to_iso(part.day).substr(8) + part.part[0] + " ";
  EXPECT_EQ(text, "30m 30a 08m 08a 09m 09a 10m 10a 12m 12a ");
  EXPECT_EQ(found[7].due, Names{"陈"});
  EXPECT_EQ(found[8].due, Names{"王"});
}

TEST(Attendance, IsNotWantedWhileTheHallIsClosed) {
  core::Site site = town();
  site.calendar =
      core::Calendar(site.calendar.years(),
                     {{.from = day("2026-10-12"), .to = day("2026-10-12"), .name = "台风"}});
  EXPECT_TRUE(parts(site, "2026-10-12", "2026-10-12", {}, "2026-10-20 10:00").empty());
  EXPECT_TRUE(parts_begun(site, moment("2026-10-12 10:00")).empty());
}

TEST(Attendance, IsMissedOnlyWhenTheDayIsOver) {
  const core::Site site = town();
  const auto today = parts(site, "2026-10-12", "2026-10-13", {}, "2026-10-12 16:59");
  ASSERT_EQ(today.size(), 2u) << "what is to come is not listed";
  EXPECT_EQ(today[0].state, State::open);
  EXPECT_EQ(today[1].state, State::open);
  const auto later = parts(site, "2026-10-12", "2026-10-12", {}, "2026-10-13 00:00");
  EXPECT_EQ(later[0].state, State::missed);
  EXPECT_EQ(later[1].state, State::missed);
}

TEST(Attendance, IsKeptByWhoWasDueAndStoodInForByAnother) {
  const auto found =
      parts(town(), "2026-10-12", "2026-10-13",
            {came("2026-10-12", "morning", "王"), came("2026-10-12", "morning", "陈"),
             came("2026-10-12", "afternoon", "陈")},
            "2026-10-14 09:00");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0].state, State::kept);
  EXPECT_EQ(found[0].came.size(), 2u);
  EXPECT_EQ(found[1].state, State::stood_in);
  EXPECT_EQ(found[2].state, State::missed);
}

TEST(Attendance, IsKeptByAnybodyWhereTheRosterNamesNobody) {
  core::Site site = town();
  site.duty.entries.clear();
  const auto found = parts(site, "2026-10-12", "2026-10-12", {came("2026-10-12", "morning", "陈")},
                           "2026-10-13 09:00");
  EXPECT_EQ(found[0].state, State::kept);
  EXPECT_EQ(found[1].state, State::missed);
  const auto totals = totals_of(found);
  ASSERT_EQ(totals.size(), 1u);
  EXPECT_EQ(totals[0].helped, 1);
}

TEST(Attendance, AddsUpForEachLeader) {
  const auto totals =
      totals_of(parts(town(), "2026-10-12", "2026-10-14",
                      {came("2026-10-12", "morning", "王"), came("2026-10-12", "afternoon", "陈")},
                      "2026-10-14 09:00"));
  ASSERT_EQ(totals.size(), 2u);
  EXPECT_EQ(totals[0].who, "王");
  EXPECT_EQ(totals[0].due, 4) << "the day in progress does not count yet";
  EXPECT_EQ(totals[0].kept, 1);
  EXPECT_EQ(totals[0].stood_in, 1);
  EXPECT_EQ(totals[0].missed, 2);
  EXPECT_EQ(totals[1].who, "陈");
  EXPECT_EQ(totals[1].due, 0);
  EXPECT_EQ(totals[1].helped, 1);
}

// 陈 in the mornings, 王 in the afternoons.
core::Site town_by_halves(core::Attendance each) {
  core::Site site = town(each);
  site.duty.entries = {{.from = day("2026-10-12"),
                        .to = day("2026-10-14"),
                        .part = core::HalfDay::morning,
                        .name = "陈"},
                       {.from = day("2026-10-12"),
                        .to = day("2026-10-14"),
                        .part = core::HalfDay::afternoon,
                        .name = "王"}};
  return site;
}

TEST(Attendance, AsksForTheLeaderOfThatHalfOfTheDay) {
  const auto found =
      parts(town_by_halves(core::Attendance::half_day), "2026-10-12", "2026-10-12",
            {came("2026-10-12", "morning", "陈"), came("2026-10-12", "afternoon", "陈")},
            "2026-10-13 09:00");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].due, Names{"陈"});
  EXPECT_EQ(found[0].state, State::kept);
  EXPECT_EQ(found[1].due, Names{"王"});
  EXPECT_EQ(found[1].state, State::stood_in);
}

TEST(Attendance, OfADayIsKeptByEitherLeaderOfItsHalves) {
  const core::Site site = town_by_halves(core::Attendance::day);
  const auto found = parts(site, "2026-10-12", "2026-10-13", {came("2026-10-12", "day", "王")},
                           "2026-10-14 09:00");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].due, (Names{"陈", "王"}));
  EXPECT_EQ(found[0].state, State::kept);
  EXPECT_EQ(found[1].state, State::missed);
  const auto totals = totals_of(found);
  ASSERT_EQ(totals.size(), 2u);
  EXPECT_EQ(totals[0].who, "陈");
  EXPECT_EQ(totals[0].stood_in, 1);
  EXPECT_EQ(totals[0].missed, 1);
  EXPECT_EQ(totals[1].kept, 1);
  EXPECT_EQ(totals[1].helped, 0);
}

TEST(Attendance, CanBeWrittenDownOnceItsPartHasBegun) {
  const core::Site site = town();
  using Parts = std::vector<std::string>;
  EXPECT_EQ(parts_begun(site, moment("2026-10-12 08:59")), Parts{});
  EXPECT_EQ(parts_begun(site, moment("2026-10-12 09:00")), Parts{"morning"});
  EXPECT_EQ(parts_begun(site, moment("2026-10-12 13:29")), Parts{"morning"});
  EXPECT_EQ(parts_begun(site, moment("2026-10-12 13:30")), (Parts{"morning", "afternoon"}));
  EXPECT_EQ(parts_begun(site, moment("2026-10-10 10:00")), Parts{"morning"}) << "a make-up workday";
  EXPECT_EQ(parts_begun(site, moment("2026-10-11 10:00")), Parts{}) << "a Sunday";
}

TEST(Attendance, OfANameThatWasRecordedPaddedIsThatOfTheLeader) {
  core::Site site = town();
  site.duty.entries[1].name = "凌云";
  const auto found = parts(site, "2026-10-12", "2026-10-12",
                           {came("2026-10-12", "morning", "凌　云")}, "2026-10-13 09:00");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].state, State::kept);
  EXPECT_EQ(totals_of(found).size(), 1u) << "one person, not two";
}

TEST(Attendance, MayBeWantedOnceADay) {
  const core::Site site = town(core::Attendance::day);
  const auto found = parts(site, "2026-10-12", "2026-10-12", {came("2026-10-12", "day", "王")},
                           "2026-10-13 09:00");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].state, State::kept);
}

TEST(Attendance, IsWantedNowhereWhereThePolicyDoesNotAsk) {
  core::Site site = town();
  site.policy.attendance.reset();
  EXPECT_TRUE(parts(site, "2026-10-12", "2026-10-12", {}, "2026-10-13 09:00").empty());
  EXPECT_TRUE(parts_begun(site, moment("2026-10-12 10:00")).empty());
}

TEST(Attendance, IsNotWantedBeforeThePolicyTookEffect) {
  core::Site site = town();
  site.policy.effective_from = day("2026-10-13");
  const auto found = parts(site, "2026-10-12", "2026-10-13", {}, "2026-10-20 09:00");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].day, day("2026-10-13"));
}

}  // namespace
}  // namespace handler::cases
