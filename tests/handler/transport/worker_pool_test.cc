// Turns, jobs taken back, and threads that the system refuses.
#include "handler/transport/worker_pool.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <latch>
#include <memory>
#include <new>
#include <string>

namespace handler::transport {
namespace {

// One worker, blocked until run_all(); each job writes its name.
class OneWorker {
 public:
  OneWorker() {
    EXPECT_TRUE(pool_.start(1));
    pool_.add(1, "blocker", [this] {
      inside_.count_down();
      go_on_.wait();
    });
    inside_.wait();
  }
  void add(std::uint64_t id, const std::string& group) {
    pool_.add(id, group, [this, id] {
      order_ += std::to_string(id) + " ";
      ends_->count_down();
    });
  }
  bool withdraw(std::uint64_t id, const std::string& group) { return pool_.withdraw(id, group); }
  // The names in the order in which the jobs ran.
  std::string run_all(std::ptrdiff_t jobs) {
    ends_ = std::make_unique<std::latch>(jobs);
    go_on_.count_down();
    ends_->wait();
    return order_;
  }

 private:
  std::latch inside_{1};
  std::latch go_on_{1};
  std::unique_ptr<std::latch> ends_;
  std::string order_;
  WorkerPool pool_;  // joins before the others end
};

TEST(WorkerPool, GivesEachAddressItsTurn) {
  OneWorker worker;
  for (const std::uint64_t id : {10U, 11U, 12U}) worker.add(id, "a");
  worker.add(20, "b");
  EXPECT_EQ(worker.run_all(4), "10 20 11 12 ");
}

TEST(WorkerPool, TakesAJobBackThatHasNotBegun) {
  OneWorker worker;
  worker.add(10, "a");
  worker.add(11, "a");
  worker.add(20, "b");
  EXPECT_TRUE(worker.withdraw(10, "a"));
  EXPECT_TRUE(worker.withdraw(20, "b")) << "the only one of its address";
  EXPECT_FALSE(worker.withdraw(20, "b"));
  EXPECT_FALSE(worker.withdraw(1, "blocker")) << "it has begun";
  EXPECT_EQ(worker.run_all(1), "11 ");
}

// Each job waits for the two others, so it ends only if each of them got a worker.
TEST(WorkerPool, CallsAWorkerForEachJobThatWaits) {
  std::deque<std::latch> latches;  // outlive the workers
  WorkerPool pool;
  ASSERT_TRUE(pool.start(3));
  for (int round = 0; round < 200; ++round) {
    std::latch& all_run = latches.emplace_back(3);
    std::latch& all_done = latches.emplace_back(3);
    for (const std::uint64_t id : {1U, 2U, 3U}) {
      pool.add(id, std::to_string(id), [&] {
        all_run.arrive_and_wait();
        all_done.count_down();
      });
    }
    all_done.wait();
  }
}

TEST(WorkerPool, GoesOnAfterAJobThatThrows) {
  std::latch ran{1};
  WorkerPool pool;
  ASSERT_TRUE(pool.start(1));
  pool.add(1, "a", [] { throw std::bad_alloc(); });
  pool.add(2, "a", [&ran] { ran.count_down(); });
  ran.wait();
}

// No thread gets a stack of 128 TiB, so that the system refuses each.
class HugeStacks {
 public:
  HugeStacks() {
    ::pthread_getattr_default_np(&before_);
    pthread_attr_t huge;
    ::pthread_attr_init(&huge);
    ::pthread_attr_setstacksize(&huge, std::size_t{1} << 47);
    EXPECT_EQ(::pthread_setattr_default_np(&huge), 0);
    ::pthread_attr_destroy(&huge);
  }
  ~HugeStacks() {
    ::pthread_setattr_default_np(&before_);
    ::pthread_attr_destroy(&before_);
  }
  HugeStacks(const HugeStacks&) = delete;
  HugeStacks& operator=(const HugeStacks&) = delete;

 private:
  pthread_attr_t before_{};
};

TEST(WorkerPool, SaysSoIfTheSystemRefusesAThread) {
  const HugeStacks none;
  WorkerPool pool;
  const core::Status started = pool.start(4);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.failure().code, core::FailureCode::unavailable);
  EXPECT_EQ(
      started.failure().message,
      "the system allows only 0 of 4 threads; raise the limit of tasks or of memory (TasksMax "
      "and MemoryMax of systemd, ulimit -u and -v)");
}

}  // namespace
}  // namespace handler::transport
