// Laws for every start, limit, calendar and office: 20,000 random cases compared with the naive
// count.
#include <gtest/gtest.h>

#include <random>

#include "core/time/count.h"
#include "tests/support/naive_count.h"
#include "tests/support/notices.h"
#include "tests/support/repeats.h"

namespace core {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr unsigned kSeed = 20'260'403;
constexpr int kCases = 20'000;

std::vector<WorkTime> places() {
  const auto plain = test::shipped_calendar();
  const auto closed = test::shipped_calendar(
      {{.from = test::day("2024-06-20"), .to = test::day("2024-10-15"), .name = "搬迁"},
       {.from = test::day("2025-12-20"), .to = test::day("2026-03-10"), .name = "装修"},
       {.from = test::day("2023-08-05"),
        .to = test::day("2023-08-06"),
        .works = true,
        .name = "补班"}});
  std::vector<WorkTime> all;
  for (const auto& calendar : {plain, closed}) {
    for (const char* text :
         {"09:00-12:00, 13:30-17:00", "08:00-18:00", "08:00-11:30, 13:00-17:00, 18:00-20:00"}) {
      all.push_back({calendar, *office_hours_from_text(text)});
    }
  }
  return all;
}

test::NaivePlace naive(const WorkTime& time) {
  test::NaivePlace place;
  place.works = [&time](Day day) { return time.calendar.is_workday(day); };
  for (const auto& opening : time.hours.openings) {
    place.openings.push_back(
        {static_cast<int>(opening.from.count()), static_cast<int>(opening.to.count())});
  }
  return place;
}

// Draws starts from 2023 to 2026, and limits; the same ones in every run.
class Draw {
 public:
  int number(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(engine_);
  }
  Instant start() {
    return at(test::day("2023-01-01"), {}) + seconds{30} * number(0, 1461 * 2880 - 1);
  }
  TimeLimit limit() {
    const int sort = number(0, 9);
    if (sort == 0) return {.kind = TimeLimit::Kind::same_workday};
    if (sort <= 2) return workdays(5 * number(1, 19));
    if (sort == 3) return workdays(5 * number(21, 79));
    return workdays(100 * number(1, 20));
  }
  static TimeLimit workdays(int hundredths) {
    return {.kind = TimeLimit::Kind::workdays, .hundredths = hundredths};
  }

 private:
  std::mt19937_64 engine_{kSeed};
};

std::string described(const WorkTime& time, Instant start, const TimeLimit& limit) {
  return to_iso(start) + " + " + to_text(limit) + ", open " + to_text(time.hours) + ", seed " +
         std::to_string(kSeed);
}

// True within an opening of a workday, and in the minute in which one ends.
bool is_working_or_closing(const WorkTime& time, Instant due) {
  if (!time.calendar.is_workday(day_of(due))) return false;
  for (const auto& opening : time.hours.openings) {
    if (time_of_day(due) > opening.from && time_of_day(due) <= opening.to) return true;
  }
  return false;
}

TEST(CountProperties, AgreesWithTheNaiveCount) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases); ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto limit = draw.limit();
    auto start = draw.start();
    if (limit.is_whole_days()) start += milliseconds{draw.number(0, 29'999)};
    const auto due = count(time, start, limit);
    ASSERT_TRUE(due.due.has_value());
    ASSERT_EQ(to_iso(*due.due), to_iso(test::naive_due(naive(time), start, limit.hundredths)))
        << described(time, start, limit);
  }
}

TEST(CountProperties, IsDueInWorkingTimeOrAtClosing) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases); ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto start = draw.start() + milliseconds{draw.number(0, 29'999)};
    const auto limit = draw.limit();
    const auto due = count(time, start, limit);
    ASSERT_TRUE(is_working_or_closing(time, *due.due)) << described(time, start, limit);
    ASSERT_GT(*due.due, due.start) << described(time, start, limit);
    ASSERT_GE(due.start, due.asked) << described(time, start, limit);
  }
}

TEST(CountProperties, IsNeverDueEarlierForALaterStart) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases) / 2; ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto limit = draw.limit();
    const auto start = draw.start();
    const auto later = start + seconds{draw.number(0, 200'000)};
    ASSERT_LE(*count(time, start, limit).due, *count(time, later, limit).due)
        << described(time, start, limit) << " and " << to_iso(later);
  }
}

TEST(CountProperties, IsNeverDueEarlierForALongerLimit) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases) / 2; ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto start = draw.start();
    const int hundredths = draw.number(1, 1'000);
    const auto limit = Draw::workdays(hundredths);
    const auto longer = Draw::workdays(hundredths + draw.number(0, 150));
    ASSERT_LE(*count(time, start, limit).due, *count(time, start, longer).due)
        << described(time, start, limit) << " and " << to_text(longer);
  }
}

TEST(CountProperties, ComesBackToTheSameWorkday) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases); ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const Day day = day_of(draw.start());
    const int n = draw.number(0, 60);
    if (!time.calendar.is_workday(day)) continue;
    const Day there = workday_after(time, day, n);
    ASSERT_EQ(to_iso(workday_before(time, there, n)), to_iso(day)) << n << ", seed " << kSeed;
    ASSERT_EQ(workdays_between(time, day, there), n) << to_iso(day) << ", seed " << kSeed;
  }
}

TEST(CountProperties, UsesUpExactlyTheOfficeTimeAskedFor) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases) / 2; ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto from = draw.start();
    const milliseconds amount{draw.number(0, 100'000'000)};
    ASSERT_EQ(office_time_between(time, from, after_office_time(time, from, amount)), amount)
        << to_iso(from) << ", seed " << kSeed;
  }
}

TEST(CountProperties, FindsOpeningsWhereTheNaiveClockIsOpen) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases) / 2; ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto from = draw.start();
    const auto opening = next_opening(time, from);
    ASSERT_TRUE(test::naive_is_open(naive(time), opening)) << to_iso(from);
    ASSERT_EQ(opening == from, test::naive_is_open(naive(time), from)) << to_iso(from);
  }
}

TEST(CountProperties, NotesEveryDayFromTheStartToTheDueDayOnce) {
  const auto all = places();
  Draw draw;
  for (int i = 0; i < tests::many(kCases) / 4; ++i) {
    const auto& time = all[static_cast<std::size_t>(draw.number(0, 5))];
    const auto start = draw.start();
    const auto limit = draw.limit();
    const auto due = count(time, start, limit);
    Day expected = due.notes.front().first;
    for (const auto& note : due.notes) {
      ASSERT_EQ(to_iso(note.first), to_iso(expected)) << explain(due);
      expected = note.last + std::chrono::days{1};
    }
    ASSERT_EQ(to_iso(due.notes.back().last), to_iso(day_of(*due.due))) << explain(due);
  }
}

}  // namespace
}  // namespace core
