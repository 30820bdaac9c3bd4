// Jobs on several threads.
#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

TEST(Parallel, DoesEveryPieceOnce) {
  for (const unsigned jobs : {0u, 1u, 4u, 100u}) {
    std::vector<std::atomic<int>> done(57);
    const core::Status all = core::run_parallel(done.size(), jobs, [&](std::size_t i) {
      ++done[i];
      return core::success();
    });
    EXPECT_TRUE(all);
    for (const auto& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(Parallel, DoesNothingIfThereIsNothing) {
  EXPECT_TRUE(core::run_parallel(0, 4, [](std::size_t) {
    ADD_FAILURE();
    return core::success();
  }));
}

TEST(Parallel, ReturnsTheFailureAndBeginsNoMore) {
  std::atomic<int> begun = 0;
  const core::Status done = core::run_parallel(100'000, 4, [&](std::size_t i) -> core::Status {
    ++begun;
    if (i == 3) return core::Failure{core::FailureCode::disk_full, "three"};
    return core::success();
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().message, "three");
  EXPECT_GE(begun, 4);
}

TEST(Parallel, PassesAnExceptionOn) {
  const auto work = [](std::size_t i) {
    if (i == 3) throw std::runtime_error("three");
    return core::success();
  };
  EXPECT_THROW(static_cast<void>(core::run_parallel(8, 4, work)), std::runtime_error);
}
