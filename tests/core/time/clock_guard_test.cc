// Which clocks are believed: a machine that is put right goes on, a wrong one writes nothing.
#include "core/time/clock_guard.h"

#include <gtest/gtest.h>

#include <random>

namespace core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

ClockSign last_sign() {
  return {at(Day{std::chrono::year{2026} / 9 / 24}, hours{10}), hours{5}, "first"};
}

// The machine ran on for `passed`, while its wall clock went on by that and `step` more.
ClockVerdict running(milliseconds passed, milliseconds step, bool synchronised = false) {
  ClockSign now = last_sign();
  now.wall += passed + step;
  now.boot += passed;
  return judge(last_sign(), {now, synchronised}).verdict;
}

ClockVerdict started_again(milliseconds gap, bool synchronised = false) {
  ClockSign now{last_sign().wall + gap, minutes{1}, "second"};
  return judge(last_sign(), {now, synchronised}).verdict;
}

constexpr auto kBelieved = ClockVerdict::believed;
constexpr auto kStep = ClockVerdict::believed_with_step;
constexpr auto kHeld = ClockVerdict::held;

TEST(ClockGuard, BelievesTheFirstClock) {
  EXPECT_EQ(judge(std::nullopt, {last_sign(), false}).verdict, kBelieved);
}

TEST(ClockGuard, BelievesARunningClockWithinTwoMinutes) {
  EXPECT_EQ(running(hours{1}, {}), kBelieved);
  EXPECT_EQ(running(days{400}, {}), kBelieved);  // it slept, or there were no writes
  EXPECT_EQ(running({}, minutes{2}), kBelieved);
  EXPECT_EQ(running(hours{1}, -minutes{2}), kBelieved);
  EXPECT_EQ(running(hours{1}, minutes{2} + milliseconds{1}), kHeld);
  EXPECT_EQ(running(hours{1}, -minutes{2} - milliseconds{1}), kHeld);
}

TEST(ClockGuard, BelievesAGapOfSixtyDaysAfterARestart) {
  EXPECT_EQ(started_again({}), kBelieved);
  EXPECT_EQ(started_again(days{40}), kBelieved);
  EXPECT_EQ(started_again(days{60}), kBelieved);
  EXPECT_EQ(started_again(days{60} + milliseconds{1}), kHeld);
  EXPECT_EQ(started_again(-minutes{2}), kBelieved);
  EXPECT_EQ(started_again(-minutes{3}), kHeld);
}

TEST(ClockGuard, BelievesAStepOfASynchronisedClockAndTellsOfIt) {
  EXPECT_EQ(running(hours{1}, {}, true), kBelieved);
  EXPECT_EQ(running(hours{1}, days{60}, true), kStep);
  EXPECT_EQ(running(hours{1}, -days{60}, true), kStep);
  EXPECT_EQ(running(hours{1}, days{60} + milliseconds{1}, true), kHeld);
  EXPECT_EQ(running(hours{1}, -days{60} - milliseconds{1}, true), kHeld);
  EXPECT_EQ(started_again(-days{59}, true), kStep);
  EXPECT_EQ(started_again(days{61}, true), kHeld);
}

TEST(ClockGuard, TakesAMachineThatDoesNotNameItsStartForAnother) {
  ClockSign last = last_sign();
  last.boot_id.clear();
  ClockSign now = last;
  now.wall += days{40};
  EXPECT_EQ(judge(last, {now, false}).verdict, kBelieved);
}

TEST(ClockGuard, SaysHowFarTheClockIsAway) {
  ClockSign now = last_sign();
  now.wall += hours{3};
  now.boot += hours{1};
  EXPECT_EQ(judge(last_sign(), {now, false}).step, hours{2});
}

// However the clock moves: what is believed lies within the bounds of the rules, and after any
// number of believed signs the clock of a running machine has not crept away unseen in one of them.
TEST(ClockGuard, LetsNoFarTimeThroughHoweverTheClockMoves) {
  std::mt19937_64 random(1);
  const auto below = [&random](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
  };
  ClockSign last = last_sign();
  for (int i = 0; i < 20'000; ++i) {
    const bool restarts = below(5) == 0;
    const bool synchronised = below(4) == 0;
    const milliseconds passed{below(days{3} / milliseconds{1})};
    const std::int64_t widest =
        (below(2) == 0 ? days{200} / milliseconds{1} : minutes{5} / milliseconds{1});
    const milliseconds step{below(2 * widest) - widest};
    ClockSign now = last;
    now.wall += passed + step;
    now.boot = restarts ? milliseconds{below(1000)} : last.boot + passed;
    if (restarts) now.boot_id += "'";
    const milliseconds seen = restarts ? passed + step : step;
    const ClockVerdict verdict = judge(last, {now, synchronised}).verdict;
    const bool plain =
        seen >= -kClockTolerance &&
        seen <= (restarts ? milliseconds(kMostClockStep) : milliseconds(kClockTolerance));
    EXPECT_EQ(verdict == kBelieved, plain);
    if (verdict == kStep) {
      EXPECT_TRUE(synchronised && abs(seen) <= kMostClockStep);
    }
    if (verdict == kHeld) {
      EXPECT_TRUE(!synchronised || abs(seen) > kMostClockStep);
      continue;
    }
    now.boot_id = now.boot_id.size() > 50 ? "first" : now.boot_id;
    last = now;
  }
}

}  // namespace
}  // namespace core
