// Work on several threads.
#include "generator/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

TEST(Parallel, DoesEveryPieceOnce) {
  for (const unsigned jobs : {0u, 1u, 4u, 100u}) {
    std::vector<std::atomic<int>> done(57);
    generator::run_parallel(done.size(), jobs, [&](std::size_t i) { ++done[i]; });
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(Parallel, DoesNothingIfThereIsNothing) {
  generator::run_parallel(0, 4, [](std::size_t) { FAIL(); });
}

TEST(Parallel, PassesAnExceptionOn) {
  EXPECT_THROW(generator::run_parallel(8, 4,
                                       [](std::size_t i) {
                                         if (i == 3) throw std::runtime_error("three");
                                       }),
               std::runtime_error);
}
