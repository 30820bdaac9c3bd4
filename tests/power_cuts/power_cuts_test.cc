// A short run of the power cuts. script/prove has thousands; `power_cut_tests --seed N` replays
// one.
#include <gtest/gtest.h>

#include "tests/power_cuts/life.h"

namespace power {
namespace {

constexpr std::uint64_t kLives = 25;

std::string said(const Outcome& outcome) {
  std::string all;
  for (const std::string& line : outcome.story) all += line + "\n";
  for (const std::string& line : outcome.faults.said) all += line + "\n";
  return all;
}

TEST(PowerCuts, TakeNothingThatWasAcknowledged) {
  int acknowledged = 0;
  int cuts = 0;
  for (std::uint64_t seed = 1; seed <= kLives; ++seed) {
    const Outcome outcome = live({.seed = seed});
    EXPECT_TRUE(outcome.is_good()) << "power_cut_tests --seed " << seed << "\n" << said(outcome);
    acknowledged += outcome.acknowledged;
    cuts += outcome.cuts;
  }
  EXPECT_GT(acknowledged, 100);
  EXPECT_GE(cuts, static_cast<int>(kLives));
}

// A control: if a disk that lies lost nothing, the test above could not fail.
TEST(PowerCuts, TakeReportsFromADiskThatLies) {
  int lost = 0;
  for (std::uint64_t seed = 1; seed <= kLives && lost == 0; ++seed)
    lost += live({.seed = seed, .lies = true}).faults.lost;
  EXPECT_GT(lost, 0);
}

TEST(PowerCuts, AreTheSameAgainForTheSameSeed) {
  for (const std::uint64_t seed : {3, 4, 5}) {
    const Outcome one = live({.seed = seed});
    const Outcome other = live({.seed = seed});
    EXPECT_EQ(one.story, other.story);
    EXPECT_EQ(one.acknowledged, other.acknowledged);
  }
}

}  // namespace
}  // namespace power
