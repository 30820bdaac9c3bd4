// Runs the unit tests of the power cuts, or as many lives as the command line asks for:
//   power_cut_tests --lives N [--first SEED]   N lives, each with its own seed
//   power_cut_tests --seed N                   one life again, told span by span
//   power_cut_tests --control [--lives N]      on a disk that lies; succeeds if something is lost
#include <gmock/gmock.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "tests/power_cuts/life.h"
#include "tests/support/proof_row.h"

namespace power {
namespace {

constexpr std::uint64_t kLivesOfControl = 50;
constexpr int kSaysSomethingEvery = 200;

struct Arguments {
  std::optional<std::uint64_t> lives;
  std::uint64_t first = 1;
  std::optional<std::uint64_t> seed;
  bool control = false;
};

struct Sum {
  long long lives = 0;
  long long cuts = 0;
  long long acknowledged = 0;
  long long lost = 0;
  long long torn = 0;
  long long doubled = 0;

  void add(const Outcome& outcome) {
    ++lives;
    cuts += outcome.cuts;
    acknowledged += outcome.acknowledged;
    lost += outcome.faults.lost;
    torn += outcome.faults.torn;
    doubled += outcome.faults.doubled;
  }
};

void tell(std::uint64_t seed, const Outcome& outcome) {
  std::printf("seed %llu: %d cuts, %d acknowledged\n", static_cast<unsigned long long>(seed),
              outcome.cuts, outcome.acknowledged);
  for (const std::string& line : outcome.story) std::printf("  %s\n", line.c_str());
  for (const std::string& line : outcome.faults.said) std::printf("  FAULT: %s\n", line.c_str());
  std::fflush(stdout);
}

// Tells of lives with faults; of a control only that there are some.
Sum sum_of(const Arguments& asked) {
  Sum sum;
  const std::uint64_t lives = asked.lives.value_or(kLivesOfControl);
  for (std::uint64_t seed = asked.first; seed < asked.first + lives; ++seed) {
    const Outcome outcome = live({.seed = seed, .lies = asked.control});
    sum.add(outcome);
    if (!outcome.is_good() && !asked.control) tell(seed, outcome);
    if (sum.lives % kSaysSomethingEvery == 0) {
      std::printf("%lld lives, %lld cuts\n", sum.lives, sum.cuts);
      std::fflush(stdout);
    }
  }
  return sum;
}

int run_lives(const Arguments& asked) {
  const Sum sum = sum_of(asked);
  const bool is_good = asked.control ? sum.lost > 0 : sum.lost + sum.torn + sum.doubled == 0;
  std::printf(
      "\n| lives | cuts | acknowledged | lost | torn | doubled |\n|---|---|---|---|---|---|\n"
      "| %lld | %lld | %lld | %lld | %lld | %lld |\n\n",
      sum.lives, sum.cuts, sum.acknowledged, sum.lost, sum.torn, sum.doubled);
  if (asked.control && !is_good)
    std::printf("a disk that lies lost nothing: this proves nothing\n");
  const std::string what = asked.control ? "power cuts, control: a disk that lies" : "power cuts";
  const std::string size = tests::grouped(sum.lives) + " lives, " + tests::grouped(sum.cuts) +
                           " cuts, " + tests::grouped(sum.acknowledged) + " acknowledged";
  const std::string result = tests::grouped(sum.lost) + " lost, " + tests::grouped(sum.torn) +
                             " torn, " + tests::grouped(sum.doubled) + " doubled";
  std::printf("%s\n", tests::proof_row(what, size, result).c_str());
  return is_good ? 0 : 1;
}

int run_one(const Arguments& asked) {
  const Outcome outcome = live({.seed = *asked.seed, .lies = asked.control});
  tell(*asked.seed, outcome);
  return outcome.is_good() ? 0 : 1;
}

// Empty if the words are not of these.
std::optional<Arguments> read_arguments(int argc, char** argv) {
  Arguments asked;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--control") {
      asked.control = true;
      continue;
    }
    if (i + 1 == argc) return std::nullopt;
    const std::uint64_t number = std::strtoull(argv[++i], nullptr, 10);
    if (word == "--lives" && number > 0) {
      asked.lives = number;
    } else if (word == "--first") {
      asked.first = number;
    } else if (word == "--seed") {
      asked.seed = number;
    } else {
      return std::nullopt;
    }
  }
  return asked;
}

}  // namespace
}  // namespace power

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);  // takes its own words away
  if (argc == 1) return RUN_ALL_TESTS();
  const std::optional<power::Arguments> asked = power::read_arguments(argc, argv);
  if (!asked) {
    std::fprintf(stderr,
                 "usage: power_cut_tests [--lives N [--first SEED] | --seed N] [--control]\n");
    return 64;
  }
  return asked->seed ? power::run_one(*asked) : power::run_lives(*asked);
}
